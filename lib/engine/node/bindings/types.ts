import { noProxies, type ProxyRegistry } from "./proxies";

type Predicate = (value: unknown) => boolean;

const classOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** True where `probe` accepts the value: the probes read an internal slot, so no look-alike passes. */
function branded(probe: (value: never) => unknown): Predicate {
  return (value) => {
    try {
      probe(value as never);
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
}

/** The getter of a prototype as a plain function of its receiver. */
function slot(prototype: object, key: PropertyKey): (receiver: never) => unknown {
  const get = Reflect.getOwnPropertyDescriptor(prototype, key)?.get;
  if (get === undefined) throw new TypeError(`no getter ${String(key)}`);
  return (receiver) => Reflect.apply(get, receiver, []) as unknown;
}

/** A method of a prototype as a plain function of its receiver. */
function method(prototype: object, key: string, ...args: readonly unknown[]): (receiver: never) => unknown {
  const call: unknown = Reflect.get(prototype, key);
  if (typeof call !== "function") throw new TypeError(`no method ${key}`);
  return (receiver) => Reflect.apply(call, receiver, args) as unknown;
}

const boxed = (prototype: object): Predicate => {
  const has = branded(method(prototype, "valueOf"));
  return (value) => isObject(value) && has(value);
};

const typedArrayTag = slot(Object.getPrototypeOf(Uint8Array.prototype) as object, Symbol.toStringTag);

/** Objects without an own brand check are known by their prototype chain and their class name together. */
function descends(prototype: object, className: string): Predicate {
  const isPrototypeOf = Object.prototype.isPrototypeOf.bind(prototype);
  return (value) => isObject(value) && isPrototypeOf(value) && classOf(value) === className;
}

const prototypeOf = (value: object): object => Object.getPrototypeOf(value) as object;
const mapIterator = prototypeOf(new Map().entries());
const setIterator = prototypeOf(new Set().entries());
const generator = prototypeOf(prototypeOf((function* () {})()));
const asyncGenerator = prototypeOf(prototypeOf((async function* () {})()));

const errorClass = Error as ErrorConstructor & { isError?: Predicate };
const isNativeError: Predicate =
  errorClass.isError ?? ((value) => isObject(value) && classOf(value) === "Error" && !(Symbol.toStringTag in value));

const isRegExp: Predicate = (value) => {
  if (!isObject(value) || value === RegExp.prototype) return false;
  return branded(slot(RegExp.prototype, "source"))(value);
};

const isArgumentsObject: Predicate = (value) =>
  isObject(value) && !(Symbol.toStringTag in value) && classOf(value) === "Arguments";

const functionKind = (kinds: readonly string[]): Predicate => {
  const prototypes = [async () => {}, function* () {}, async function* () {}].map(prototypeOf);
  const wanted = prototypes.filter((_prototype, index) =>
    kinds.includes(["async", "generator", "async generator"][index] ?? ""),
  );
  return (value) => {
    if (typeof value !== "function") return false;
    const source = Function.prototype.toString.call(value);
    return (
      wanted.some((prototype) => Object.prototype.isPrototypeOf.call(prototype, value)) && !source.startsWith("class")
    );
  };
};

function viewPredicates() {
  const isDataView = branded(slot(DataView.prototype, "byteLength"));
  return {
    isArrayBufferView: (value: unknown) => ArrayBuffer.isView(value),
    isDataView,
    isTypedArray: (value: unknown) => isObject(value) && typedArrayTag(value as never) !== undefined,
    isUint8Array: (value: unknown) => isObject(value) && typedArrayTag(value as never) === "Uint8Array",
  };
}

function bufferPredicates() {
  const isArrayBuffer = branded(slot(ArrayBuffer.prototype, "byteLength"));
  const shared = globalThis.SharedArrayBuffer as SharedArrayBufferConstructor | undefined;
  const isSharedArrayBuffer: Predicate =
    shared === undefined ? () => false : branded(slot(shared.prototype, "byteLength"));
  return {
    isArrayBuffer,
    isSharedArrayBuffer,
    isAnyArrayBuffer: (value: unknown) => isArrayBuffer(value) || isSharedArrayBuffer(value),
  };
}

function boxPredicates() {
  const isNumberObject = boxed(Number.prototype);
  const isStringObject = boxed(String.prototype);
  const isBooleanObject = boxed(Boolean.prototype);
  const isBigIntObject = boxed(BigInt.prototype);
  const isSymbolObject = boxed(Symbol.prototype);
  const all = [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject];
  return {
    isNumberObject,
    isStringObject,
    isBooleanObject,
    isBigIntObject,
    isSymbolObject,
    isBoxedPrimitive: (value: unknown) => isObject(value) && all.some((is) => is(value)),
  };
}

function collectionPredicates() {
  const key = {};
  return {
    isMap: branded(slot(Map.prototype, "size")),
    isSet: branded(slot(Set.prototype, "size")),
    isWeakMap: branded(method(WeakMap.prototype, "has", key)),
    isWeakSet: branded(method(WeakSet.prototype, "has", key)),
    isMapIterator: descends(mapIterator, "Map Iterator"),
    isSetIterator: descends(setIterator, "Set Iterator"),
  };
}

/** What only the engine can know: which objects are proxies and which are its own module namespaces. */
export interface TypesHost {
  readonly proxies?: ProxyRegistry;
  readonly isModuleNamespace?: (value: object) => boolean;
}

export function createTypePredicates(host: TypesHost = {}) {
  const proxies = host.proxies ?? noProxies;
  const isProxy: Predicate = (value) => proxies.detailsOf(value) !== undefined;
  const isPromise = Object.prototype.isPrototypeOf.bind(Promise.prototype) as Predicate;
  const isGenerator = Object.prototype.isPrototypeOf.bind(generator) as Predicate;
  const isAsyncGenerator = Object.prototype.isPrototypeOf.bind(asyncGenerator) as Predicate;
  return {
    ...bufferPredicates(),
    ...viewPredicates(),
    ...boxPredicates(),
    ...collectionPredicates(),
    isArgumentsObject,
    isAsyncFunction: functionKind(["async", "async generator"]),
    isGeneratorFunction: functionKind(["generator", "async generator"]),
    isGeneratorObject: (value: unknown) => !isProxy(value) && (isGenerator(value) || isAsyncGenerator(value)),
    isDate: branded(method(Date.prototype, "getTime")),
    isExternal: () => false,
    isModuleNamespaceObject: (value: unknown) => isObject(value) && (host.isModuleNamespace?.(value) ?? false),
    isNativeError,
    isPromise: (value: unknown) =>
      isObject(value) && !isProxy(value) && isPromise(value) && value !== Promise.prototype,
    isProxy,
    isRegExp,
  };
}

export type TypePredicates = ReturnType<typeof createTypePredicates>;

/** `internalBinding("types")`. */
export function createTypesBinding(predicates: TypePredicates) {
  const {
    isArrayBufferView: _view,
    isDataView: _data,
    isTypedArray: _typed,
    isUint8Array: _bytes,
    ...types
  } = predicates;
  return types;
}

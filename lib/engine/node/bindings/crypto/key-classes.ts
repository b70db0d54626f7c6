import { codedError } from "../coded-error";
import { handleOf, KeyType, type KeyHandleClass } from "./key-handle";
import { keyDataOf, type PackedKey } from "./key-data";

type Callback<T> = (Base: T) => unknown[];

const invalidThis = (type: string): Error =>
  codedError(TypeError, "ERR_INVALID_THIS", `Value of "this" must be of type ${type}`);

type Slots = readonly unknown[];

/** The hidden state of a key object, by the object: nothing of it is a property. */
function createSlots(type: string) {
  const slots = new WeakMap<object, Slots>();
  return {
    set: (key: object, value: Slots): void => void slots.set(key, value),
    find: (key: unknown): Slots | undefined => (typeof key === "object" && key !== null ? slots.get(key) : undefined),
    get(key: unknown): unknown[] {
      const found = typeof key === "object" && key !== null ? slots.get(key) : undefined;
      if (found === undefined) throw invalidThis(type);
      return [...found];
    },
  };
}

const typeNumber = (handle: unknown): number => KeyType[keyDataOf(handle)?.type ?? "secret"];

export type CryptoKeyClass = new (handle: object, algorithm: object, usages: number, extractable: boolean) => object;

/** The native halves of `KeyObject` and `CryptoKey`. The library derives its classes from them in a callback. */
export function createKeyClasses() {
  const keyObjects = createSlots("KeyObject");
  const cryptoKeys = createSlots("CryptoKey");
  let InternalCryptoKey: CryptoKeyClass | undefined;
  /** By `KeyType`. */
  let kinds: readonly (new (handle: object) => object)[] = [];

  const NativeKeyObject = function (this: object, handle: object): void {
    keyObjects.set(this, [typeNumber(handle), handle]);
  } as unknown as new (handle: object) => object;

  const NativeCryptoKey = function (
    this: object,
    handle: object,
    algorithm: object,
    usages: number,
    extractable: boolean,
  ): void {
    cryptoKeys.set(this, [typeNumber(handle), extractable, algorithm, usages, handle]);
  } as unknown as CryptoKeyClass;

  function makeCryptoKey(handle: object, algorithm: object, usages: number, extractable: boolean): object {
    if (InternalCryptoKey === undefined) throw new Error("Node's library has not defined CryptoKey yet");
    return new InternalCryptoKey(handle, algorithm, usages, extractable);
  }

  return {
    pack(value: unknown): PackedKey | undefined {
      const data = keyDataOf(keyObjects.find(value)?.[1]);
      if (data !== undefined) return { data };
      const [, extractable, algorithm, usages, handle] = cryptoKeys.find(value) ?? [];
      const held = keyDataOf(handle);
      return held && { data: held, use: { algorithm, usages, extractable } as NonNullable<PackedKey["use"]> };
    },
    unpack({ data, use }: PackedKey, Handle: KeyHandleClass): object {
      const handle = handleOf(Handle, data);
      if (use) return makeCryptoKey(handle, use.algorithm, use.usages, use.extractable);
      const Kind = kinds[KeyType[data.type]];
      if (Kind === undefined) throw new Error("Node's library has not defined KeyObject yet");
      return new Kind(handle);
    },
    /** Web Crypto's jobs answer with keys of the library's own class. */
    makeCryptoKey,
    binding: {
      createNativeKeyObjectClass(callback: Callback<typeof NativeKeyObject>) {
        const [base, ...made] = callback(NativeKeyObject);
        kinds = made as typeof kinds;
        return [base, ...made];
      },
      getKeyObjectSlots: (key: unknown) => keyObjects.get(key),
      createCryptoKeyClass(callback: Callback<typeof NativeCryptoKey>) {
        const classes = callback(NativeCryptoKey);
        InternalCryptoKey = classes[1] as CryptoKeyClass;
        return classes;
      },
      getCryptoKeySlots: (key: unknown) => cryptoKeys.get(key),
    },
  };
}

export type KeyClasses = ReturnType<typeof createKeyClasses>;

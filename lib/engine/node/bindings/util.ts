import type { BindingHost } from "@/lib/engine/node/binding-host";
import { createPreviewEntries } from "./util/preview";
import { defineLazyProperties, getConstructorName, getOwnNonIndexProperties } from "./util/properties";
import { getCallerLocation, getCallSites, isInsideNodeModules } from "./util/call-sites";
import { noProxies, type ProxyRegistry } from "./proxies";
import { parseEnvFile } from "./util/env-file";
import type { TypePredicates } from "./types";

export interface UtilHost extends Pick<BindingHost, "requireBuiltin"> {
  readonly types: TypePredicates;
  readonly proxies?: ProxyRegistry;
  /** The number of Node's handle type of a descriptor: the kernel knows. */
  readonly guessHandleType: (fd: number) => number;
}

const PENDING = 0;

/** How a promise stands can't be asked in a browser: it is shown as pending. */
const promiseDetails = [PENDING] as const;

function typeChecks(types: TypePredicates) {
  const { isArrayBuffer, isArrayBufferView, isAsyncFunction, isDataView, isDate, isExternal, isMap, isMapIterator } =
    types;
  const { isNativeError, isPromise, isRegExp, isSet, isSetIterator, isTypedArray, isUint8Array, isAnyArrayBuffer } =
    types;
  return {
    ...{ isArrayBuffer, isArrayBufferView, isAsyncFunction, isDataView, isDate, isExternal, isMap, isMapIterator },
    ...{ isNativeError, isPromise, isRegExp, isSet, isSetIterator, isTypedArray, isUint8Array, isAnyArrayBuffer },
  };
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function constructSharedArrayBuffer(length: number): SharedArrayBuffer {
  if (length < 0 || length > Number.MAX_SAFE_INTEGER) throw new RangeError("Invalid array buffer length");
  return new SharedArrayBuffer(length);
}

function markPromiseAsHandled(promise: Promise<unknown>): void {
  void Promise.prototype.then.call(promise, undefined, () => undefined);
}

/** `internalBinding("util")`, but for its constants and private symbols, which are the host's. */
export function createUtilBinding(host: UtilHost) {
  const proxies = host.proxies ?? noProxies;

  function getProxyDetails(value: unknown, isFull: unknown = true): unknown {
    const details = proxies.detailsOf(value);
    if (details === undefined) return undefined;
    const target = details.isRevoked ? null : details.target;
    if (isFull !== true) return target;
    return [target, details.isRevoked ? null : details.handler];
  }

  return {
    ...typeChecks(host.types),
    isInsideNodeModules,
    getCallerLocation,
    getCallSites,
    getProxyDetails,
    getPromiseDetails: (value: unknown) => (host.types.isPromise(value) ? promiseDetails : undefined),
    previewEntries: createPreviewEntries(host.types),
    getOwnNonIndexProperties,
    getConstructorName,
    getExternalValue: () => 0n,
    sleep,
    parseEnv: (text: string) => Object.fromEntries([...parseEnvFile(text)].sort(([a], [b]) => (a < b ? -1 : 1))),
    arrayBufferViewHasBuffer: (view: ArrayBufferView) => view.byteLength > 64,
    constructSharedArrayBuffer,
    markPromiseAsHandled,
    shouldAbortOnUncaughtToggle: Uint32Array.of(1),
    guessHandleType: host.guessHandleType,
    defineLazyProperties: (target: object, id: string, keys: readonly string[], enumerable = true) => {
      defineLazyProperties((name) => host.requireBuiltin(name), target, id, keys, enumerable);
    },
  };
}

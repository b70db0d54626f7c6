// Injected into the process bundle and what it loads later: their code means the browser's own globals, whatever a program has put
// in their place.
const scope = globalThis[Symbol.for("tabsmith.host")] ?? globalThis;
export const TextEncoder = scope.TextEncoder;
export const TextDecoder = scope.TextDecoder;
export const URL = scope.URL;
export const Proxy = scope.Proxy;
export const MessageChannel = scope.MessageChannel;
export const performance = scope.performance;
export const crypto = scope.crypto;
export const structuredClone = scope.structuredClone.bind(scope);
export const queueMicrotask = scope.queueMicrotask.bind(scope);
export const setTimeout = scope.setTimeout.bind(scope);
export const clearTimeout = scope.clearTimeout.bind(scope);
export const Blob = scope.Blob;
export const fetch = scope.fetch.bind(scope);
export const ReadableStream = scope.ReadableStream;
export const WritableStream = scope.WritableStream;
export const DecompressionStream = scope.DecompressionStream;
export const CompressionStream = scope.CompressionStream;
export const AbortController = scope.AbortController;
export const Response = scope.Response;
export const DOMException = scope.DOMException;
export const atob = scope.atob.bind(scope);

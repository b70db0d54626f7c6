import type { NativeGlobals } from "@/lib/engine/node/native-globals";

type Scope = typeof globalThis & {
  URLPattern: unknown;
  postMessage: (message: unknown, transfer?: Transferable[]) => void;
};

/** Takes the browser's globals; call it before anything of Node's library runs. */
export function captureGlobals(): NativeGlobals {
  const scope = globalThis as Scope;
  return {
    TextEncoder: scope.TextEncoder,
    TextDecoder: scope.TextDecoder,
    URL: scope.URL,
    URLPattern: scope.URLPattern,
    performance: scope.performance,
    crypto: scope.crypto,
    MessageChannel: scope.MessageChannel,
    MessagePort: scope.MessagePort,
    BroadcastChannel: scope.BroadcastChannel,
    Blob: scope.Blob,
    Worker: scope.Worker,
    WebSocket: scope.WebSocket,
    DOMException: scope.DOMException,
    CompressionStream: scope.CompressionStream,
    DecompressionStream: scope.DecompressionStream,
    queueMicrotask: scope.queueMicrotask.bind(scope),
    setTimeout: scope.setTimeout.bind(scope) as NativeGlobals["setTimeout"],
    clearTimeout: scope.clearTimeout.bind(scope),
    structuredClone: scope.structuredClone.bind(scope),
    atob: scope.atob.bind(scope),
    btoa: scope.btoa.bind(scope),
    fetch: scope.fetch.bind(scope),
    addEventListener: scope.addEventListener.bind(scope),
    postMessage: scope.postMessage.bind(scope),
    console: scope.console,
    navigator: scope.navigator,
    // Indirect, so that what runs sees the global scope and nothing of ours.
    evaluate: scope.eval.bind(undefined) as (code: string) => unknown,
  };
}

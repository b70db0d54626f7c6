/**
 * The browser's own globals, taken before Node's library replaces or hides them. Bindings use these and never the
 * names of the global object, which belong to the program that runs.
 */
export interface NativeGlobals {
  readonly TextEncoder: typeof TextEncoder;
  readonly TextDecoder: typeof TextDecoder;
  readonly URL: typeof URL;
  readonly URLPattern: unknown;
  readonly performance: Performance;
  readonly crypto: Crypto;
  readonly MessageChannel: typeof MessageChannel;
  readonly MessagePort: typeof MessagePort;
  readonly BroadcastChannel: typeof BroadcastChannel;
  readonly Blob: typeof Blob;
  readonly Worker: typeof Worker;
  readonly WebSocket: typeof WebSocket;
  readonly DOMException: typeof DOMException;
  readonly CompressionStream: typeof CompressionStream;
  readonly DecompressionStream: typeof DecompressionStream;
  readonly queueMicrotask: (task: () => void) => void;
  readonly setTimeout: (task: () => void, delay?: number) => number;
  readonly clearTimeout: (id: number | undefined) => void;
  readonly structuredClone: <T>(value: T, options?: StructuredSerializeOptions) => T;
  readonly atob: (text: string) => string;
  readonly btoa: (text: string) => string;
  readonly fetch: (input: string | Request, init?: RequestInit) => Promise<Response>;
  readonly addEventListener: (type: string, listener: (event: Event) => void) => void;
  readonly postMessage: (message: unknown, transfer?: Transferable[]) => void;
  readonly console: Console;
  readonly navigator: Pick<Navigator, "hardwareConcurrency" | "language" | "userAgent">;
  /** Indirect: the code runs in global scope. */
  readonly evaluate: (code: string) => unknown;
}

/** The few members of a service worker's global scope that we use; the DOM's own typings lack them. */

export interface WindowClient {
  readonly id: string;
  readonly url: string;
  readonly postMessage: (message: unknown, transfer: Transferable[]) => void;
}

export interface ExtendableEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

export interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly clientId: string;
  readonly respondWith: (response: Promise<Response>) => void;
}

export interface ExtendableMessageEvent extends MessageEvent {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

export interface ServiceWorkerScope {
  readonly location: Location;
  readonly clients: {
    readonly get: (id: string) => Promise<WindowClient | undefined>;
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: {
      readonly type: "window" | "all";
      readonly includeUncontrolled: boolean;
    }) => Promise<readonly WindowClient[]>;
  };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: {
    (type: "fetch", listener: (event: FetchEvent) => void): void;
    (type: "message", listener: (event: ExtendableMessageEvent) => void): void;
    (type: "install" | "activate", listener: (event: ExtendableEvent) => void): void;
  };
}

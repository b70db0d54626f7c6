import { createEmitter, Failure, type Disposable } from "@/lib/base";
import type {
  AppMethods,
  EngineChange,
  EngineHello,
  EngineMethods,
  EnginePort,
  EnginePreviewEvent,
} from "../protocol/app-messages";
import { createLink, type Handlers, type Link } from "../protocol/link";

export interface ConnectOptions {
  /** The sandbox origin: another than the app's own. */
  readonly origin: string;
  readonly signal?: AbortSignal;
  /** Milliseconds until an engine that doesn't answer counts as unreachable. */
  readonly timeout?: number;
}

/** The engine as the app has it. What arrives from there is the project's word: the app trusts none of it. */
export interface EngineConnection {
  readonly link: Link<EngineMethods>;
  readonly onPort: (listener: (change: EnginePort) => void) => Disposable;
  readonly onPreview: (listener: (event: EnginePreviewEvent) => void) => Disposable;
  readonly onFault: (listener: (message: string) => void) => Disposable;
  readonly watch: (path: string, onChange: (changes: readonly EngineChange[]) => void) => Disposable;
  /** Removes the engine's frame, and with it everything that runs in it. */
  readonly close: () => void;
}

/**
 * The frame that holds the engine. Its origin is its own, and `sandbox` keeps what runs there from navigating the app away,
 * from opening windows and from dialogs.
 */
function createFrame(origin: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.src = `${origin}/headless?door=app`;
  frame.title = "The engine that runs the project";
  frame.allow = "cross-origin-isolated";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-downloads");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.display = "none";
  return frame;
}

/** Resolves with the port that the engine's page hands to its embedder: only that frame on that origin is listened to. */
function handshake(
  frame: HTMLIFrameElement,
  { origin, signal, timeout = 30_000 }: ConnectOptions,
): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      removeEventListener("message", hear);
      signal?.removeEventListener("abort", giveUp);
      act();
    };
    const hear = (event: MessageEvent<EngineHello | null>) => {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      const [port] = event.ports;
      if (event.data?.type !== "tabsmith:engine" || port === undefined) return;
      settle(() => {
        resolve(port);
      });
    };
    const giveUp = () => {
      settle(() => {
        reject(new Failure("ABORT_ERR", "Starting the engine was given up."));
      });
    };
    const timer = setTimeout(() => {
      settle(() => {
        reject(new Failure("ETIMEDOUT", `The engine at ${origin} didn't answer within ${timeout / 1000} seconds.`));
      });
    }, timeout);
    addEventListener("message", hear);
    signal?.addEventListener("abort", giveUp);
    if (signal?.aborted === true) giveUp();
    else document.body.append(frame);
  });
}

/** Loads the engine into a frame of this page and connects to it. Nothing is booted yet. */
export async function connectEngine(options: ConnectOptions): Promise<EngineConnection> {
  const frame = createFrame(options.origin);
  const port = await handshake(frame, options).catch((error: unknown) => {
    frame.remove();
    throw error;
  });
  const ports = createEmitter<EnginePort>();
  const previews = createEmitter<EnginePreviewEvent>();
  const faults = createEmitter<string>();
  const watches = new Map<number, (changes: readonly EngineChange[]) => void>();
  const handlers: Handlers<AppMethods> = {
    port: (_call, change) => {
      ports.emit(change);
    },
    preview: (_call, event) => {
      previews.emit(event);
    },
    fault: (_call, message) => {
      faults.emit(message);
    },
    changed: (_call, watch, changes) => {
      watches.get(watch)?.(changes);
    },
  };
  const link = createLink<EngineMethods, AppMethods>(port, handlers);
  let lastWatch = 0;
  return {
    link,
    onPort: ports.on,
    onPreview: previews.on,
    onFault: faults.on,
    watch: (path, onChange) => {
      const watch = ++lastWatch;
      watches.set(watch, onChange);
      link.call("watch", [watch, path]).catch((error: unknown) => {
        faults.emit(error instanceof Error ? error.message : String(error));
      });
      return {
        dispose: () => {
          if (watches.delete(watch)) link.tell("unwatch", [watch]);
        },
      };
    },
    close: () => {
      link.close("The engine was closed.");
      frame.remove();
    },
  };
}

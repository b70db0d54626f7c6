import { writeShareAddress, type ShareView } from "../address";
import {
  embedProtocol,
  type AnswerEnvelope,
  type EmbedEvent,
  type EmbedRequest,
  type EventEnvelope,
} from "../embed-protocol";

/** What to show, and how. Exactly one of `share`, `id` and `repository` names the project. */
export interface EmbedOptions extends ShareView {
  /** `1.<template>.<payload>`: what a link has after `#p=`. */
  readonly share?: string;
  /** The name of a short link. */
  readonly id?: string;
  /** Such as `owner/name`, or `owner/name/tree/branch`. */
  readonly repository?: string;
  /** Where tabsmith is; where this script came from by itself. */
  readonly origin?: string;
  readonly title?: string;
  readonly height?: number | string;
}

/** A project in a frame of this page. */
export interface Embed {
  readonly frame: HTMLIFrameElement;
  /** What it is called and whether programs can run in this page; rejects when it can't be opened. */
  readonly ready: Promise<{ readonly name: string; readonly canRun: boolean }>;
  /** Shows a file of the project. */
  open: (path: string, line?: number) => Promise<void>;
  list: () => Promise<readonly string[]>;
  /** The bytes of a file. */
  read: (path: string) => Promise<Uint8Array>;
  /** Runs the project; rejects where this page isn't isolated, and the reader is offered a tab instead. */
  run: () => Promise<void>;
  on: (listener: (event: EmbedEvent) => void) => () => void;
  dispose: () => void;
}

const own = typeof document === "object" ? (document.currentScript as HTMLScriptElement | null)?.src : undefined;

/** Puts a project into `parent`. */
export function embed(parent: Element, options: EmbedOptions): Embed {
  const origin = new URL(options.origin ?? own ?? location.href).origin;
  const frame = document.createElement("iframe");
  frame.src = addressOf(origin, options);
  frame.title = options.title ?? "tabsmith";
  frame.allow = "cross-origin-isolated; clipboard-write";
  frame.loading = "lazy";
  Object.assign(frame.style, {
    width: "100%",
    height: sizeOf(options.height ?? 480),
    border: "0",
    borderRadius: "8px",
  });
  const talk = createTalk(frame, origin);
  parent.append(frame);
  const ready = new Promise<{ name: string; canRun: boolean }>((resolve, reject) => {
    const stop = talk.on((event) => {
      if (event.type === "ready") resolve({ name: event.name, canRun: event.canRun });
      else if (event.type === "failed") reject(new Error(event.message));
      else return;
      stop();
    });
    frame.addEventListener("load", () => void talk.ask({ type: "hello" }).catch(() => undefined));
  });
  ready.catch(() => undefined);
  return {
    frame,
    ready,
    open: async (path, line) => void (await talk.ask({ type: "open", path, ...(line !== undefined && { line }) })),
    list: async () => (await talk.ask({ type: "list" })) as readonly string[],
    read: async (path) => (await talk.ask({ type: "read", path })) as Uint8Array,
    run: async () => void (await talk.ask({ type: "run" })),
    on: talk.on,
    dispose() {
      talk.dispose();
      frame.remove();
    },
  };
}

const sizeOf = (height: number | string): string => (typeof height === "number" ? `${height}px` : height);

export function addressOf(origin: string, options: EmbedOptions): string {
  const { share, id, repository, file, line, show, theme, step } = options;
  const given = { file, line, show, theme, step };
  const view = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ShareView;
  const path = id === undefined ? (repository === undefined ? "" : `/gh/${repository}`) : `/s/${id}`;
  const hash = writeShareAddress({ ...(share !== undefined && { share }), view });
  return `${origin}/embed${path}${hash === "" ? "" : `#${hash}`}`;
}

interface Talk {
  readonly ask: (request: EmbedRequest) => Promise<unknown>;
  readonly on: (listener: (event: EmbedEvent) => void) => () => void;
  readonly dispose: () => void;
}

/** Takes words from this frame at its own origin only, and says nothing to any other. */
function createTalk(frame: HTMLIFrameElement, origin: string): Talk {
  const waiting = new Map<number, (answer: AnswerEnvelope["answer"]) => void>();
  const listeners = new Set<(event: EmbedEvent) => void>();
  let asked = 0;
  const onMessage = ({ source, origin: from, data }: MessageEvent<Partial<AnswerEnvelope & EventEnvelope> | null>) => {
    if (source !== frame.contentWindow || from !== origin || data?.protocol !== embedProtocol) return;
    if (data.event) for (const listener of listeners) listener(data.event);
    if (data.answer && data.id !== undefined) {
      waiting.get(data.id)?.(data.answer);
      waiting.delete(data.id);
    }
  };
  window.addEventListener("message", onMessage);
  return {
    ask(request) {
      asked += 1;
      const id = asked;
      return new Promise((resolve, reject) => {
        waiting.set(id, (answer) => {
          if (answer.ok) resolve(answer.value);
          else reject(new Error(answer.error));
        });
        frame.contentWindow?.postMessage({ protocol: embedProtocol, id, request }, origin);
      });
    },
    on(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    dispose() {
      window.removeEventListener("message", onMessage);
      for (const answer of waiting.values()) answer({ ok: false, error: "The embed was taken away." });
      waiting.clear();
    },
  };
}

import {
  createEmitter,
  createStore,
  Failure,
  type Disposable,
  type Emitter,
  type ReadableStore,
  type Store,
} from "@/lib/base";
import { createArrival, type Arrival } from "./arrival";
import type { PageAsk, PageQuestion, PageShortcut, PickedElement } from "@/lib/sandbox";
import { factsOf, networkTroubleOf, pickedOf, replyOf, shortcutOf, type PageFacts } from "./page-words";

/** The page that the preview should show: a later number means that it has to be loaded anew. */
export interface PreviewTarget {
  readonly path: string;
  readonly loads: number;
}

/** The page in the preview. It is the project's own, so all it says is checked, and none of it is believed further than it goes. */
export interface PreviewPage {
  readonly target: ReadableStore<PreviewTarget>;
  /** What the page told of itself; undefined until one is there. */
  readonly facts: ReadableStore<PageFacts | undefined>;
  readonly isPicking: ReadableStore<boolean>;
  /** Whether what should be shown hasn't come for a while. */
  readonly isLate: Arrival["isLate"];
  /** Whatever was asked for has come, be it a page of the project or the browser's own that says why not. */
  readonly arrived: () => void;
  /** A shortcut that was pressed in the page, while the page has the focus. */
  readonly onShortcut: Emitter<PageShortcut>["on"];
  /** Tells where the page is shown, until it is disposed. */
  readonly attach: (frame: Window) => Disposable;
  readonly go: (path: string) => Promise<void>;
  readonly step: (by: 1 | -1) => Promise<void>;
  readonly reload: (options?: { readonly fresh?: boolean }) => Promise<void>;
  /** A PNG of what can be seen now. */
  readonly screenshot: (signal?: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  /** Undefined when the person gave up. */
  readonly pick: () => Promise<PickedElement | undefined>;
  readonly stopPicking: () => void;
  readonly dom: (selector: string | undefined, signal?: AbortSignal) => Promise<string>;
  readonly click: (selector: string, signal?: AbortSignal) => Promise<void>;
  readonly type: (selector: string, text: string, signal?: AbortSignal) => Promise<void>;
  readonly source: (url: string) => Promise<string>;
}

export interface PreviewPageOptions {
  /** Something that the page couldn't load, in words. */
  readonly onTrouble: (message: string, path: string) => void;
}

const patience = { short: 3000, long: 30_000, arrival: 6000 } as const;

export function createPreviewPage({ onTrouble }: PreviewPageOptions): PreviewPage {
  const target = createStore<PreviewTarget>({ path: "/", loads: 0 });
  const facts = createStore<PageFacts | undefined>(undefined);
  const isPicking = createStore(false);
  const arrival = createArrival(patience.arrival);
  const shortcuts = createEmitter<PageShortcut>();
  let frame: Window | undefined;
  const ask: Ask = (question, milliseconds, signal) =>
    frame ? askWindow(frame, question, milliseconds, signal) : Promise.reject(noPage());
  const again = (path: string) => {
    facts.set(undefined);
    target.set(({ loads }) => ({ path, loads: loads + 1 }));
  };
  const hearFacts = (told: PageFacts) => {
    arrival.arrived();
    facts.set(told);
  };
  const here = () => facts.get()?.path ?? target.get().path;
  /** A page that doesn't answer is loaded anew, which always helps. */
  const askOr = async (question: PageQuestion, path: string) => {
    arrival.expect();
    try {
      await ask(question, patience.short);
    } catch {
      again(path);
    }
  };
  return {
    target,
    facts,
    isLate: arrival.isLate,
    arrived: arrival.arrived,
    onShortcut: shortcuts.on,
    attach: (shown) => {
      frame = shown;
      arrival.expect();
      const listening = listen(shown, { onFacts: hearFacts, onTrouble, onShortcut: shortcuts.emit });
      return {
        dispose() {
          listening.dispose();
          if (frame !== shown) return;
          frame = undefined;
          arrival.dispose();
          facts.set(undefined);
        },
      };
    },
    go: (path) => askOr({ type: "go", path }, path),
    step: async (by) => void (await ask({ type: "step", by }, patience.short)),
    reload: ({ fresh = false } = {}) => askOr({ type: "reload", fresh }, here()),
    ...picking(ask, isPicking),
    ...readAndAct(ask),
  };
}

const picking = (ask: Ask, isPicking: Store<boolean>): Pick<PreviewPage, "isPicking" | "pick" | "stopPicking"> => ({
  isPicking,
  async pick() {
    isPicking.set(true);
    try {
      return pickedOf(await ask({ type: "pick" }));
    } finally {
      isPicking.set(false);
    }
  },
  stopPicking() {
    void ask({ type: "stop-picking" }, patience.short).catch(() => {
      isPicking.set(false);
    });
  },
});

type Ask = (question: PageQuestion, milliseconds?: number, signal?: AbortSignal) => Promise<unknown>;

const readAndAct = (ask: Ask): Pick<PreviewPage, "screenshot" | "dom" | "click" | "type" | "source"> => ({
  screenshot: async (signal) => bytesOf(await ask({ type: "screenshot" }, patience.long, signal)),
  dom: async (selector, signal) => String(await ask({ type: "dom", selector }, patience.long, signal)),
  click: async (selector, signal) => void (await ask({ type: "click", selector }, patience.long, signal)),
  type: async (selector, text, signal) => void (await ask({ type: "type", selector, text }, patience.long, signal)),
  source: async (url) => String(await ask({ type: "source", url }, patience.long)),
});

interface Ears extends PreviewPageOptions {
  readonly onFacts: (facts: PageFacts) => void;
  readonly onShortcut: (name: PageShortcut) => void;
}

/** Whoever isn't in the page pressed nothing there: a page can't open things over someone who works elsewhere. */
function hasFocus(shown: Window): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLIFrameElement && activeElement.contentWindow === shown;
}

/** Hears what one window says, and no other. */
function listen(shown: Window, { onFacts, onTrouble, onShortcut }: Ears): Disposable {
  const hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source !== shown) return;
    const told = factsOf(data);
    if (told) onFacts(told);
    const trouble = networkTroubleOf(data);
    if (trouble) onTrouble(trouble.message, trouble.path);
    const shortcut = shortcutOf(data);
    if (shortcut !== undefined && hasFocus(shown)) onShortcut(shortcut);
  };
  window.addEventListener("message", hear);
  return {
    dispose() {
      window.removeEventListener("message", hear);
    },
  };
}

const noPage = () => new Failure("ENOENT", "No page is shown in the preview. Run the project and open its page first.");

function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (!(value instanceof ArrayBuffer)) throw new Failure("EIO", "The page sent no picture.");
  return new Uint8Array(value);
}

/** Without milliseconds it waits as long as the page is there. */
function askWindow(
  frame: Window,
  question: PageQuestion,
  milliseconds: number | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const asking = { type: "tabsmith:ask", question } satisfies PageAsk;
  return new Promise<unknown>((resolve, reject) => {
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => {
            reject(new Failure("ETIMEDOUT", "The page in the preview doesn't answer. Reload it."));
          }, milliseconds);
    signal?.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
    port1.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      clearTimeout(timer);
      const reply = replyOf(data);
      if (reply.type === "answer") resolve(reply.value);
      else reject(new Failure("EIO", reply.reason));
    });
    port1.start();
    frame.postMessage(asking, "*", [port2]);
  }).finally(() => {
    port1.close();
  });
}

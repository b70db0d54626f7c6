import { createStore, type ReadableStore } from "@/lib/base";

/** The event by which Chromium offers to install a page as an app; the DOM's typings lack it. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<unknown>;
}

export interface InstallOffer {
  readonly isOpen: ReadableStore<boolean>;
  readonly accept: () => Promise<void>;
}

/** Holds the browser's offer to install the app until the person asks for it. It comes once, early, and can be used once. */
export function createInstallOffer(target: EventTarget | undefined = globalThis.window): InstallOffer {
  const isOpen = createStore(false);
  let offer: InstallPrompt | undefined;
  const set = (next: InstallPrompt | undefined) => {
    offer = next;
    isOpen.set(next !== undefined);
  };
  target?.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    set(event as InstallPrompt);
  });
  target?.addEventListener("appinstalled", () => {
    set(undefined);
  });
  return {
    isOpen,
    async accept() {
      const given = offer;
      set(undefined);
      await given?.prompt();
    },
  };
}

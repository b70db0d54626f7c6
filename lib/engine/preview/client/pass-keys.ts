import type { PageNews, PageShortcut } from "../questions";

type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** Which of the app's shortcuts a key press is, on this kind of keyboard. */
export function shortcutOf(press: Press, mac: boolean): PageShortcut | undefined {
  const hasMod = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  if (!hasMod || press.altKey) return undefined;
  if (press.code === "Backquote") return press.shiftKey ? undefined : "toggle-terminal";
  if (press.key.toLowerCase() !== "p") return undefined;
  return press.shiftKey ? "palette" : "quick-open";
}

/**
 * Hands the app's shortcuts to the window around this one, unless the page takes them for itself. Each press gets a listener of
 * its own, so that it is heard after those of the page, whenever they were added.
 */
export function passKeys(): void {
  if (parent === window) return;
  const mac = /^(Mac|iP)/u.test(navigator.platform);
  let earlier = new AbortController();
  const hear = (event: KeyboardEvent) => {
    earlier.abort();
    if (!event.isTrusted || event.isComposing || event.repeat) return;
    const name = shortcutOf(event, mac);
    if (name === undefined) return;
    earlier = new AbortController();
    const pass = (heard: KeyboardEvent) => {
      if (heard !== event || heard.defaultPrevented) return;
      heard.preventDefault();
      parent.postMessage({ type: "tabsmith:shortcut", name } satisfies PageNews, "*");
    };
    addEventListener("keydown", pass, { once: true, signal: earlier.signal });
  };
  addEventListener("keydown", hear, { capture: true });
}

import type { PageNews } from "../questions";
import { placeNow } from "./engine-line";
import { showsNothing } from "./shows-nothing";

interface BrowserNavigation extends EventTarget {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** A page that is being built up says so again; more often than this helps nobody. */
const pause = 200;

const own = (): string => {
  const { pathname, search, hash } = placeNow();
  return `${pathname.startsWith("/") ? pathname : `/${pathname}`}${search}${hash}`;
};

/** Tells the window around this one where the page is, whether anything is to be seen, and what couldn't be loaded. */
export function tellNews(): void {
  if (parent === window) return;
  const { navigation } = window as unknown as { navigation?: BrowserNavigation };
  let last = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (news: PageNews) => {
    parent.postMessage(news, "*");
  };
  const tell = () => {
    timer = undefined;
    const news: PageNews = {
      type: "tabsmith:page",
      path: own(),
      title: document.title,
      isLoading: document.readyState !== "complete",
      isEmpty: document.readyState === "complete" && showsNothing(document),
      canGoBack: navigation?.canGoBack ?? history.length > 1,
      canGoForward: navigation?.canGoForward ?? false,
    };
    const text = JSON.stringify(news);
    if (text === last) return;
    last = text;
    say(news);
  };
  const soon = () => {
    timer ??= setTimeout(tell, pause);
  };
  for (const name of ["load", "popstate", "hashchange", "pageshow"]) addEventListener(name, soon);
  navigation?.addEventListener("currententrychange", soon);
  new MutationObserver(soon).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  soon();
  tellNetwork((message) => {
    say({ type: "tabsmith:network", message, path: own() });
  });
}

/** What was answered with an error, and what never came. */
function tellNetwork(say: (message: string) => void): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      if (entry.responseStatus >= 400) say(`${entry.responseStatus} ${entry.name} (${entry.initiatorType})`);
    }
  }).observe({ type: "resource", buffered: true });
  const { fetch: plain } = globalThis;
  globalThis.fetch = async (...asked) => {
    try {
      return await plain(...asked);
    } catch (error) {
      const [what] = asked;
      const isAborted = error instanceof DOMException && error.name === "AbortError";
      if (!isAborted) say(`fetch ${what instanceof Request ? what.url : String(what)}: ${String(error)}`);
      throw error;
    }
  };
}

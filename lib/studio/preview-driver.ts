import { Failure } from "@/lib/base";
import type { PreviewDriver } from "@/lib/tools";
import type { PageFacts } from "./page-words";
import type { PreviewPage } from "./preview-page";
import type { Runner } from "./runner";

/** How long a server that was just started may take to listen. */
const patience = 20_000;

/** The preview pane as the agent uses it: the very page that the person sees. */
export function createPreviewDriver(runner: Runner): PreviewDriver {
  const { page } = runner;
  return {
    ports: () => runner.ports.get().map(({ port }) => port),
    async open({ port, path }, signal) {
      const { url, unshown } = await listening(runner, port, signal);
      if (unshown !== undefined) throw cannotShow(port, unshown);
      runner.choosePort(port);
      runner.showPreview();
      await page.go(path);
      const facts = await shown(page, path, signal);
      return { port, url: new URL(path.replace(/^\//u, ""), url).href, title: facts?.title || `Port ${port}` };
    },
    console: () => runner.messages.get().map(({ level, type, message }) => ({ level: level ?? type, message })),
    screenshot: async (signal) => ({ mediaType: "image/png", data: base64(await page.screenshot(signal)) }),
    dom: page.dom,
    click: page.click,
    type: page.type,
  };
}

const cannotShow = (port: number, reason: string) =>
  new Failure(
    "ENOTSUP",
    `A server answers on port ${port}, but this browser shows no page of it: ${reason} Ask the server with curl instead.`,
  );

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** How long a page may take until it says where it is; an app that leads on by itself never says what was asked for. */
const settling = 6000;

function shown(page: PreviewPage, path: string, signal: AbortSignal): Promise<PageFacts | undefined> {
  return new Promise((resolve) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      resolve(page.facts.get());
    };
    const stop = page.facts.subscribe(() => {
      if (page.facts.get()?.path === path) end();
    });
    const timer = setTimeout(end, settling);
    signal.addEventListener("abort", end, { once: true });
    if (page.facts.get()?.path === path) end();
  });
}

function listening(runner: Runner, port: number, signal: AbortSignal) {
  const find = () => runner.ports.get().find((open) => open.port === port);
  return new Promise<NonNullable<ReturnType<typeof find>>>((resolve, reject) => {
    const stop = new AbortController();
    const settle = (act: () => void) => {
      stop.abort();
      unsubscribe();
      clearTimeout(timer);
      act();
    };
    const look = () => {
      const found = find();
      if (found)
        settle(() => {
          resolve(found);
        });
    };
    const unsubscribe = runner.ports.subscribe(look);
    const timer = setTimeout(() => {
      const open = runner.ports.get().map((one) => one.port);
      settle(() => {
        reject(
          new Failure(
            "ECONNREFUSED",
            `Nothing listens on port ${port}. ${open.length > 0 ? `Open ports: ${open.join(", ")}.` : "No port is open: start a server first."}`,
          ),
        );
      });
    }, patience);
    signal.addEventListener(
      "abort",
      () => {
        settle(() => {
          reject(signal.reason as Error);
        });
      },
      { signal: stop.signal },
    );
    look();
  });
}

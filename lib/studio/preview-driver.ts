import { Failure } from "@/lib/base";
import type { PreviewDriver } from "@/lib/tools";
import type { Runner } from "./runner";

/** How long a server that was just started may take to listen. */
const patience = 20_000;

/** The preview pane as the agent uses it. What needs to look into the page is refused with the way around it. */
export function createPreviewDriver(runner: Runner): PreviewDriver {
  return {
    ports: () => runner.ports.get().map(({ port }) => port),
    async open({ port, path }, signal) {
      const { url } = await listening(runner, port, signal);
      runner.choosePort(port);
      return { port, url: new URL(path, url).href, title: `Port ${port}` };
    },
    console: () => runner.messages.get().map(({ level, type, message }) => ({ level: level ?? type, message })),
    screenshot: unable,
    dom: unable,
    click: unable,
    type: unable,
  };
}

async function unable(): Promise<never> {
  throw new Failure(
    "ENOSYS",
    "This preview can be opened and its console read. To see what a page holds, fetch it with Bash, such as `curl localhost:PORT`.",
  );
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

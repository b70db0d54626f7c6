import { createEmitter, Failure, messageOf } from "@/lib/base";
import type { WebContainer } from "@webcontainer/api";
import type { PortEvent, PreviewEvent, Sandbox } from "../sandbox";
import { createContainerFiles } from "./container-files";
import { spawnInContainer } from "./container-process";
import { containerTree, fileTree } from "./container-trees";

export interface WebContainerBootOptions {
  /** Milliseconds until a container that doesn't boot counts as unreachable. The client itself waits for ever. */
  readonly timeout?: number;
  readonly workdirName?: string;
  readonly signal?: AbortSignal;
}

interface Kept {
  container?: Promise<WebContainer>;
  failed?: Failure;
}

/** A page can hold one container only, and it outlives modules that are replaced while one edits the app. */
const key = Symbol.for("tabsmith.webcontainer");
const kept = (): Kept => ((globalThis as Record<symbol, Kept | undefined>)[key] ??= {});

const reload = "Reload the page to try again, or choose tabsmith's own engine.";

async function load(workdirName: string): Promise<WebContainer> {
  const { WebContainer } = await import("@webcontainer/api");
  return WebContainer.boot({ coep: "require-corp", workdirName, forwardPreviewErrors: true });
}

function within<T>(work: Promise<T>, timeout: number, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(new Failure("ABORT_ERR", "Starting the WebContainer was given up."));
    };
    const timer = setTimeout(() => {
      const seconds = Math.round(timeout / 1000);
      reject(new Failure("ETIMEDOUT", `StackBlitz's WebContainer didn't start within ${seconds} seconds. ${reload}`));
    }, timeout);
    signal?.addEventListener("abort", giveUp, { once: true });
    if (signal?.aborted === true) giveUp();
    work
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", giveUp);
      })
      .then(resolve, reject);
  });
}

/** Once it has failed the client can't boot again in this page: the next try says so at once. */
async function container({ timeout = 30_000, workdirName = "project", signal }: WebContainerBootOptions) {
  const state = kept();
  if (state.failed !== undefined) throw state.failed;
  state.container ??= load(workdirName);
  try {
    return await within(state.container, timeout, signal);
  } catch (error) {
    state.failed =
      error instanceof Failure
        ? error
        : new Failure("EIO", `StackBlitz's WebContainer didn't start: ${messageOf(error)}. ${reload}`);
    throw state.failed;
  }
}

function previewEventOf(message: Parameters<Parameters<WebContainer["on"]>[1]>[0]): PreviewEvent | undefined {
  const told = message as unknown as { type: string; message?: string; args?: unknown[]; stack?: string } & {
    port: number;
    pathname: string;
  };
  const base = { port: told.port, pathname: told.pathname, ...(told.stack === undefined ? {} : { stack: told.stack }) };
  if (told.type === "PREVIEW_UNCAUGHT_EXCEPTION")
    return { ...base, type: "uncaught-error", message: told.message ?? "" };
  if (told.type === "PREVIEW_UNHANDLED_REJECTION") {
    return { ...base, type: "unhandled-rejection", message: told.message ?? "" };
  }
  if (told.type !== "PREVIEW_CONSOLE_ERROR") return undefined;
  return { ...base, type: "console", level: "error", message: (told.args ?? []).map(String).join(" ") };
}

/** Boots StackBlitz's WebContainer, through the public client alone. */
export async function bootWebContainer(options: WebContainerBootOptions = {}): Promise<Sandbox> {
  const box = await container(options);
  const cwd = box.workdir;
  const ports = createEmitter<PortEvent>();
  const previews = createEmitter<PreviewEvent>();
  const stops = [
    box.on("port", (port, type, url) => {
      ports.emit({ type: type === "open" ? "opened" : "closed", port, url });
    }),
    box.on("preview-message", (message) => {
      const event = previewEventOf(message as never);
      if (event !== undefined) previews.emit(event);
    }),
  ];
  return {
    driver: "webcontainer",
    cwd,
    capabilities: {
      node: await nodeVersion(box),
      npm: true,
      git: false,
      python: true,
      preview: true,
      persistent: false,
    },
    files: createContainerFiles(box, cwd),
    spawn: (command, args, spawn = {}) => spawnInContainer(box, cwd, command, args, spawn),
    onPort: ports.on,
    onPreview: previews.on,
    mount: async (tree, at = "") => {
      if (at !== "") await box.fs.mkdir(at, { recursive: true });
      await box.mount(containerTree(tree), at === "" ? undefined : { mountPoint: at });
    },
    snapshot: async ({ at = ".", leaveOut = [] } = {}) =>
      fileTree(
        await box.export(at, {
          format: "json",
          excludes: leaveOut.flatMap((name) => [name, `${name}/**`, `**/${name}`, `**/${name}/**`]),
        }),
        leaveOut,
      ),
    memory: async () => undefined,
    dispose: async () => {
      for (const stop of stops.splice(0)) stop();
      const state = kept();
      if (state.container === undefined) return;
      delete state.container;
      box.teardown();
    },
  };
}

async function nodeVersion(box: WebContainer): Promise<string> {
  const process = await box.spawn("node", ["--version"]);
  let text = "";
  await process.output.pipeTo(
    new WritableStream({
      write: (piece) => {
        text += piece;
      },
    }),
  );
  return /v\d+\.\d+\.\d+/.exec(text)?.[0] ?? "unknown";
}

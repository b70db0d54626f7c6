import { disposeAll } from "@/lib/base";
import * as comlink from "comlink";
import type { Engine } from "../engine";
import { createFileCalls, createResolver, type WatchListener } from "./files";
import { createListeners, type Listener, type Listeners } from "./listeners";
import type { Sink } from "./output";
import { previewMessage, scriptTag, type Forward, type ScriptOptions } from "./preview-messages";
import { createRemoteProcess, notSpawned, type RunSpec } from "./processes";
import { filesIn, serialized, type SerializeOptions } from "./snapshots";

export interface BuildOptions {
  readonly workdirName?: string;
  readonly forwardPreviewErrors?: Forward;
}

const encoder = new TextEncoder();
/** The client joins paths to the address itself. */
const withoutSlash = (url: string): string => url.replace(/\/$/, "");

function tell(engine: Engine, events: Listeners, forward: Forward) {
  return disposeAll([
    engine.ports.onChange(({ type, port, url, unshown }) => {
      events.emit("port", port, type, withoutSlash(url));
      if (type === "open" && unshown === undefined) events.emit("server-ready", port, withoutSlash(url));
    }),
    engine.onPreview((event) => {
      const message = previewMessage(event, forward);
      if (message !== undefined) events.emit("preview-message", message);
    }),
    engine.onFault((message) => {
      events.emit("error", { message });
    }),
  ]);
}

const createRunner = ({ machine, cwd, environment }: Engine, at: (path: string) => string) =>
  async function run(spec: RunSpec, _stdout: unknown, _stderr: unknown, output: Sink | undefined) {
    const env = Object.entries(spec.env ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
    const { cols = 80, rows = 24 } = spec.terminal ?? {};
    try {
      const process = await machine.spawn({
        file: spec.command,
        args: spec.args,
        env: environment(Object.fromEntries(env)),
        cwd: spec.cwd === undefined ? cwd : at(spec.cwd),
        pty: { columns: cols, rows },
      });
      return comlink.proxy(createRemoteProcess(process, output));
    } catch (error) {
      throw notSpawned(spec.command, error);
    }
  };

const createSerializer = ({ machine }: Engine, at: (path: string) => string) =>
  async function serialize(path: string, options: SerializeOptions) {
    const { type } = await machine.files.stat(at(path));
    if (type !== "directory") return encoder.encode(JSON.stringify({ f: {} }));
    const bytes = serialized(await machine.files.gather(at(path)), options);
    return comlink.transfer(bytes, [bytes.buffer as ArrayBuffer]);
  };

/** One container of the client, over an engine of its own. */
export function createInstance(engine: Engine, options: BuildOptions, gone: () => void) {
  const { machine, cwd } = engine;
  const at = createResolver(cwd);
  const events = createListeners();
  const telling = tell(engine, events, options.forwardPreviewErrors);
  const files = createFileCalls(machine, cwd);
  const watch = async (path: string, how: { recursive?: boolean } | null, listener?: WatchListener) =>
    comlink.proxy(await files.watch(path, how, listener));
  return {
    runtimeInfo: () => ({ path: engine.path, cwd }),
    fs: () => comlink.proxy({ ...files, watch }),
    run: createRunner(engine, at),
    on: (event: string, listener: Listener) => comlink.proxy(events.on(event, listener)),
    loadFiles: async (payload: Uint8Array, { mountPoints }: { readonly mountPoints?: string } = {}) => {
      await machine.files.lay(at(mountPoints ?? ""), filesIn(payload));
    },
    serialize: createSerializer(engine, at),
    setPreviewScript: (source: string, how?: ScriptOptions) => {
      engine.setMarkup(source === "" ? "" : scriptTag(source, how));
    },
    previewScript: () => comlink.proxy({ on: () => comlink.proxy(() => undefined), storageGet: () => null }),
    setCredentials: () => undefined,
    teardown: async () => {
      telling.dispose();
      events.clear();
      await engine.dispose();
      gone();
    },
  };
}

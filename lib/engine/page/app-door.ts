import { disposeAll, Failure, type Disposable } from "@/lib/base";
import type { AppMethods, EngineBoot, EngineHello, EngineMethods, EngineSpawn } from "../protocol/app-messages";
import { createLink, type Handlers, type Link } from "../protocol/link";
import { changesOf } from "./changes";
import type { Engine } from "./engine";
import type { ProcessPorts } from "./machine";
import { memoryOf } from "./memory";
import { nodeVersion, programs } from "./programs";

function tell(engine: Engine, app: Link<AppMethods>): Disposable {
  return disposeAll([
    engine.ports.onChange((change) => {
      app.tell("port", [change]);
    }),
    engine.onPreview(({ type, level, message, stack, port, pathname }) => {
      app.tell("preview", [
        {
          type,
          message,
          port,
          pathname,
          ...(level === undefined ? {} : { level }),
          ...(stack === undefined || stack === "" ? {} : { stack }),
        },
      ]);
    }),
    engine.onFault((message) => {
      app.tell("fault", [message]);
    }),
  ]);
}

async function spawn({ machine, environment }: Engine, options: EngineSpawn, ports: ProcessPorts): Promise<number> {
  const { file, args, cwd, pty, env } = options;
  return machine.spawnOn({ file, args, cwd, env: environment({ PWD: cwd, ...env }), ...(pty && { pty }) }, ports);
}

/** Watches by the number that the app gave them. */
function createWatches(engine: () => Engine, app: () => Link<AppMethods>) {
  const open = new Map<number, Disposable>();
  return {
    open: async (watch: number, path: string) => {
      const { machine } = engine();
      const disposable = await machine.watch(path, true, (events) => {
        changesOf(machine.files, path, events).then(
          (changes) => app().tell("changed", [watch, changes]),
          () => undefined,
        );
      });
      open.set(watch, disposable);
    },
    close: (watch: number) => {
      open.get(watch)?.dispose();
      open.delete(watch);
    },
  };
}

function createHandlers(
  start: (options: EngineBoot) => Promise<Engine>,
  app: () => Link<AppMethods>,
): Handlers<EngineMethods> {
  let engine: Engine | undefined;
  let telling: Disposable | undefined;
  const booted = (): Engine => {
    if (engine === undefined) throw new Failure("ENOTCONN", "The engine isn't booted: call `boot` first.");
    return engine;
  };
  const files = () => booted().machine.files;
  const watches = createWatches(booted, app);
  return {
    boot: async (_call, options) => {
      if (engine !== undefined) throw new Failure("EALREADY", "The engine is booted already: call `shutdown` first.");
      engine = await start(options);
      telling = tell(engine, app());
      return {
        cwd: engine.cwd,
        persistent: engine.persistent,
        node: nodeVersion,
        programs: Object.keys(programs),
      };
    },
    read: async ({ transfer }, path) => {
      const bytes = await files().read(path);
      if (bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer) transfer(bytes.buffer);
      return bytes;
    },
    write: (_call, path, content) => files().write(path, content),
    list: (_call, path) => files().list(path),
    lstat: (_call, path) => files().lstat(path),
    stat: (_call, path) => files().stat(path),
    mkdir: async (_call, path) => void (await files().mkdir(path, true)),
    remove: (_call, path) => files().remove(path, { recursive: true, force: false }),
    rename: (_call, from, to) => files().rename(from, to),
    lay: (_call, path, tree) => files().lay(path, tree),
    gather: (_call, path, leaveOut) => files().gather(path, leaveOut),
    watch: (_call, watch, path) => watches.open(watch, path),
    unwatch: (_call, watch) => {
      watches.close(watch);
    },
    spawn: (_call, options, output, input) =>
      spawn(booted(), options, { output, ...(input === undefined ? {} : { input }) }),
    wait: (_call, pid) => booted().machine.wait(pid),
    resize: (_call, pid, columns, rows) => booted().machine.resize(pid, columns, rows),
    kill: (_call, pid, signal) => booted().machine.kill(pid, signal),
    memory: async () => memoryOf(await booted().machine.kernel.ask({ type: "stats" })),
    shutdown: async () => {
      telling?.dispose();
      const ending = engine;
      engine = undefined;
      await ending?.dispose();
    },
  };
}

/** Our own door: offers `EngineMethods` to the page that frames this one, and to no other. */
export function openAppDoor(start: (options: EngineBoot) => Promise<Engine>, parentOrigin: string): void {
  const { port1, port2 } = new MessageChannel();
  const app: Link<AppMethods> = createLink<AppMethods, EngineMethods>(
    port1,
    createHandlers(start, () => app),
  );
  window.parent.postMessage({ type: "tabsmith:engine", version: 1 } satisfies EngineHello, parentOrigin, [port2]);
}

import { createEmitter, Failure, type Disposable } from "@/lib/base";
import { openByteStream } from "../protocol/byte-stream";
import { connectKernel, type KernelClient } from "../protocol/kernel-client";
import type { BootRequest, KernelEvent, SpawnStreams } from "../protocol/page-messages";
import type { WatchEvent } from "../protocol/process-messages";
import { signals, type SignalName } from "../protocol/signals.data";
import type { Duplex } from "../preview/http/duplex";
import { createMachineFiles, type MachineFiles } from "./machine-files";

export interface MachineExit {
  readonly code: number;
  readonly signal: SignalName | undefined;
}

export interface MachineProcess {
  readonly pid: number;
  /** Standard output and error, byte for byte; unread output holds the program back. */
  readonly output: ReadableStream<Uint8Array>;
  readonly write: (input: Uint8Array | string) => Promise<void>;
  readonly endInput: () => Promise<void>;
  /** Resolves once all output has been posted; the stream may still hold some of it. */
  readonly exit: Promise<MachineExit>;
  readonly resize: (columns: number, rows: number) => Promise<void>;
  /** The process, and what it started. */
  readonly kill: (signal: SignalName) => Promise<void>;
}

export interface MachineSpawn {
  /** Looked up in `PATH` of `env` when it has no slash. */
  readonly file: string;
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly pty?: { readonly columns: number; readonly rows: number };
}

/** Where a process's byte streams go. A terminal needs only `output`, which carries both ways. */
export interface ProcessPorts {
  readonly output: MessagePort;
  readonly input?: MessagePort;
}

/** A program that asks the page for something that no Worker can do. */
export interface Dialled {
  readonly pid: number;
  readonly service: string;
  readonly request: string;
  readonly stream: MessagePort;
}

/** A kernel in a Worker of its own, as the page sees it. Every failure carries a POSIX `code`. */
export interface Machine {
  readonly kernel: KernelClient;
  readonly files: MachineFiles;
  readonly spawn: (options: MachineSpawn) => Promise<MachineProcess>;
  /** As `spawn`, with the ends of the byte streams somewhere else. Answers the pid. */
  readonly spawnOn: (options: MachineSpawn, ports: ProcessPorts) => Promise<number>;
  /** Of a process that was spawned here; answers after its output has been posted. */
  readonly wait: (pid: number) => Promise<MachineExit>;
  readonly resize: (pid: number, columns: number, rows: number) => Promise<void>;
  /** The process, and what it started. */
  readonly kill: (pid: number, signal: SignalName) => Promise<void>;
  readonly watch: (
    path: string,
    recursive: boolean,
    onChange: (events: readonly WatchEvent[]) => void,
  ) => Promise<Disposable>;
  readonly connect: (port: number) => Promise<Duplex>;
  readonly onPort: (listener: (event: { readonly port: number; readonly open: boolean }) => void) => Disposable;
  readonly onDialled: (listener: (call: Dialled) => void) => Disposable;
  /** Faults of the engine, never of a program. */
  readonly onLog: (listener: (text: string) => void) => Disposable;
  /** Saves, and stops everything. Nothing answers afterwards. */
  readonly close: () => Promise<void>;
}

export interface StartedMachine {
  readonly machine: Machine;
  /** Whether every mount that was to be kept on disk is. */
  readonly persistent: boolean;
}

const signalNames = new Map(
  (Object.entries(signals) as [SignalName, number][]).toReversed().map(([name, number]) => [number, name]),
);

export function duplexOf(port: MessagePort): Duplex {
  const stream = openByteStream(port);
  const reader = stream.readable.getReader();
  const writer = stream.writable.getWriter();
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  const broken = (error: unknown): never => {
    throw new Failure("ECONNRESET", "The server closed the connection.", { cause: error });
  };
  return {
    read: async () => {
      const { value } = await reader.read().catch(broken);
      return value ?? null;
    },
    write: (bytes) => writer.write(bytes).catch(broken),
    end: () => {
      quietly(writer.close());
    },
    destroy: () => {
      stream.reset();
      quietly(reader.cancel());
    },
  };
}

/** Standard input, output and error: a terminal, or a pipe each way. */
async function spawnOn(kernel: KernelClient, options: MachineSpawn, ports: ProcessPorts): Promise<number> {
  const { file, args, env, cwd, pty } = options;
  const { output, input } = ports;
  const streams: SpawnStreams =
    pty === undefined
      ? { type: "pipes", stdout: output, merge: true, ...(input === undefined ? {} : { stdin: input }) }
      : { type: "pty", columns: pty.columns, rows: pty.rows, port: output };
  const moved = input === undefined || pty !== undefined ? [output] : [output, input];
  const { pid } = await kernel.ask({ type: "spawn", file, args: [file, ...args], env, cwd, streams }, moved);
  return pid;
}

function createControl(kernel: KernelClient): Pick<Machine, "wait" | "resize" | "kill" | "spawn" | "spawnOn"> {
  const control = {
    wait: async (pid: number) => {
      const { code, signal } = await kernel.ask({ type: "wait", pid });
      return { code, signal: signal === 0 ? undefined : signalNames.get(signal) };
    },
    resize: async (pid: number, columns: number, rows: number) => {
      await kernel.ask({ type: "resize", pid, columns, rows });
    },
    kill: async (pid: number, signal: SignalName) => {
      await kernel.ask({ type: "kill", pid, signal: signals[signal], tree: true });
    },
  };
  return {
    ...control,
    spawnOn: (options, ports) => spawnOn(kernel, options, ports),
    spawn: async (options) => {
      const main = new MessageChannel();
      const input = options.pty === undefined ? new MessageChannel() : undefined;
      const pid = await spawnOn(kernel, options, {
        output: main.port2,
        ...(input === undefined ? {} : { input: input.port2 }),
      });
      const stream = openByteStream(main.port1);
      const writer = (input === undefined ? stream : openByteStream(input.port1)).writable.getWriter();
      return {
        pid,
        output: stream.readable,
        write: (text) => writer.write(text),
        endInput: () => writer.close(),
        exit: control.wait(pid),
        resize: (columns, rows) => control.resize(pid, columns, rows),
        kill: (signal) => control.kill(pid, signal),
      };
    },
  };
}

function createEvents() {
  const ports = createEmitter<{ readonly port: number; readonly open: boolean }>();
  const logs = createEmitter<string>();
  const calls = createEmitter<Dialled>();
  const watches = new Map<number, (events: readonly WatchEvent[]) => void>();
  const hear = (event: KernelEvent) => {
    if (event.type === "port-opened" || event.type === "port-closed") {
      ports.emit({ port: event.port, open: event.type === "port-opened" });
    } else if (event.type === "watch") watches.get(event.id)?.(event.events);
    else if (event.type === "dialled") calls.emit(event);
    else if (event.type === "log") logs.emit(`[${event.pid}] ${event.text}`);
    else if (event.type === "storage-failed") logs.emit(`${event.path}: ${event.text}`);
  };
  return { ports, logs, calls, watches, hear };
}

/** A kernel's Worker, whose script loads while nobody needs it yet. */
export const createKernelWorker = (script: string): Worker => new Worker(script, { name: "kernel" });

/** Starts a kernel. Every kernel is a machine of its own: two share nothing but what is kept on disk. */
export async function startMachine(script: string, worker: Worker, options: BootRequest): Promise<StartedMachine> {
  const { ports, logs, calls, watches, hear } = createEvents();
  const kernel = connectKernel(worker, hear);
  let booted = false;
  worker.addEventListener("error", (event) => {
    const where = event.filename === "" ? script : `${event.filename}:${event.lineno}`;
    const text = `The kernel failed: ${event.message} (${where})`;
    logs.emit(text);
    // A kernel that never answered won't; one that stumbled goes on.
    if (!booted) kernel.fail(text);
  });
  const { persistent } = await kernel.ask(options);
  booted = true;
  let lastWatch = 0;
  const machine: Machine = {
    kernel,
    files: createMachineFiles(kernel),
    ...createControl(kernel),
    watch: async (path, recursive, onChange) => {
      const id = ++lastWatch;
      watches.set(id, onChange);
      await kernel.ask({ type: "watch", id, path, recursive });
      return {
        dispose: () => {
          if (watches.delete(id)) kernel.ask({ type: "unwatch", id }).catch(() => undefined);
        },
      };
    },
    connect: async (port) => {
      const { port1, port2 } = new MessageChannel();
      await kernel.ask({ type: "connect", port, stream: port2 }, [port2]);
      return duplexOf(port1);
    },
    onPort: ports.on,
    onDialled: calls.on,
    onLog: logs.on,
    close: async () => {
      const late = new Promise((resolve) => setTimeout(resolve, 2000));
      await Promise.race([kernel.ask({ type: "shutdown" }), late]).catch(() => undefined);
      kernel.fail("The machine was shut down.");
      worker.terminate();
    },
  };
  return { machine, persistent };
}

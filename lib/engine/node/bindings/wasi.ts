import type * as NodeFs from "node:fs";
import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { Descriptors, fileType } from "./wasi/descriptors";
import { answering } from "./wasi/failure";
import { descriptorCalls, streamCalls } from "./wasi/file-calls";
import { GuestMemory } from "./wasi/guest-memory";
import { pathCalls } from "./wasi/path-calls";
import { typeOf } from "./wasi/stats";
import { listCalls } from "./wasi/strings";
import { systemCalls, type SystemParts } from "./wasi/system-calls";

const everyRight = (1n << 30n) - 1n;

/** Standard streams first, then the folders that the guest gets: the order in which its library looks for them. */
function openInitially(fs: typeof NodeFs, stdio: readonly number[], preopens: readonly string[]): Descriptors {
  const open = new Descriptors();
  const common = { position: undefined, flags: 0, rights: everyRight, inheriting: everyRight };
  for (const fd of stdio) {
    const type = typeOf(fs.fstatSync(fd));
    const position = type === fileType.regular && fd > 2 ? 0 : undefined;
    open.add({ ...common, fd, type, path: undefined, preopen: undefined, position });
  }
  for (let at = 0; at + 1 < preopens.length; at += 2) {
    const path = fs.realpathSync(preopens[at + 1] ?? "/");
    open.add({ ...common, fd: undefined, type: fileType.directory, path, preopen: preopens[at] });
  }
  return open;
}

function partsOf(host: ProcessHost): SystemParts {
  const { performance, crypto } = host.native;
  const monotonic = () => BigInt(Math.round(performance.now() * 1e6));
  const clocks = [
    () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)),
    monotonic,
    monotonic,
    monotonic,
  ];
  const waiting = new Int32Array(new SharedArrayBuffer(4));
  const kill = (signal: number) => {
    Reflect.apply(host.process["kill"] as (pid: unknown, signal: number) => void, host.process, [
      host.process["pid"],
      signal,
    ]);
  };
  return {
    now: (clock) => clocks[clock]?.(),
    sleep: (milliseconds) => {
      Atomics.wait(waiting, 0, 0, milliseconds);
    },
    random: (bytes) => {
      crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
    },
    exit: (code) => host.exit(code),
    raise: kill,
  };
}

function createGuest(host: ProcessHost, args: readonly string[], env: readonly string[], open: Descriptors) {
  let guest: WebAssembly.Memory | undefined;
  const memory = new GuestMemory(() => {
    if (guest === undefined) throw host.errors.node("ERR_WASI_NOT_STARTED", "wasi.start() has not been called");
    return guest.buffer;
  });
  const fs = host.requireBuiltin("fs") as typeof NodeFs;
  const machine = { fs, memory, open };
  const list = listCalls(memory, args);
  const environment = listCalls(memory, env);
  return {
    ...answering({ args_get: list.get, args_sizes_get: list.sizes }),
    ...answering({ environ_get: environment.get, environ_sizes_get: environment.sizes }),
    ...answering(streamCalls(machine)),
    ...answering(descriptorCalls(machine)),
    ...answering(pathCalls(machine)),
    ...answering(systemCalls(memory, partsOf(host))),
    _setMemory(given: WebAssembly.Memory): void {
      guest = given;
    },
  };
}

/** `internalBinding("wasi")`: preview 1, over Node's own `fs`. Folders are kept apart by their paths, as in Node not against malice. */
export function createWasiBinding(host: ProcessHost): Binding {
  function WASI(
    this: object,
    args: readonly string[],
    env: readonly string[],
    preopens: readonly string[],
    stdio: readonly number[],
  ): void {
    const open = openInitially(host.requireBuiltin("fs") as typeof NodeFs, stdio, preopens);
    Object.assign(this, createGuest(host, args, env, open));
  }
  return { WASI };
}

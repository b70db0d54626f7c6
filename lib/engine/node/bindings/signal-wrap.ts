import type { Binding } from "@/lib/engine/node/binding-host";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import { thisProcess } from "@/lib/engine/node/this-process";
import { disposition } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

const listeners = new Map<number, Set<Signal>>();

/** A signal has come; every handle that waits for it is told. */
export function deliverSignal(signal: number): void {
  for (const handle of listeners.get(signal) ?? []) handle.deliver(signal);
}

class Signal extends HandleWrap {
  declare onsignal?: (signal: number) => void;
  #signal = 0;

  constructor() {
    super("SIGNALWRAP");
  }

  start(signal: number): number {
    const errno = thisProcess().syscalls.call(op.sigaction, [signal, disposition.handler]);
    if (errno < 0) return errno;
    this.#signal = signal;
    const handles = listeners.get(signal) ?? new Set();
    listeners.set(signal, handles.add(this));
    this.setActive(true);
    return 0;
  }

  stop(): number {
    const handles = listeners.get(this.#signal);
    handles?.delete(this);
    this.setActive(false);
    if (handles?.size === 0) {
      listeners.delete(this.#signal);
      thisProcess().syscalls.call(op.sigaction, [this.#signal, disposition.default]);
    }
    return 0;
  }

  deliver(signal: number): void {
    this.makeCallback(this.onsignal, signal);
  }

  override release(): void {
    this.stop();
  }
}

export const createSignalWrapBinding = (): Binding => ({ Signal });

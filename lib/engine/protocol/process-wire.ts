import type { KernelToProcess, ProcessToKernel, StartMessage } from "./process-messages";
import { createSyscalls, type Syscalls } from "./syscalls";

type Adopted = Extract<KernelToProcess, { type: "adopt" }>;
/** What reaches a process besides answers, which the wire delivers itself. */
export type ProcessEvent = Exclude<KernelToProcess, { type: "adopt" | "answer" }>;

export interface ProcessWire {
  readonly syscalls: Syscalls;
  /** From now on events are handed over; those that came before come first. */
  readonly listen: (onEvent: (event: ProcessEvent) => void) => void;
  readonly post: (message: ProcessToKernel, transfer?: Transferable[]) => void;
}

export interface ProcessScope {
  addEventListener: (
    type: "message",
    listener: (event: MessageEvent<StartMessage>) => void,
    options: { once: boolean },
  ) => void;
}

/** The first message that a fresh process Worker gets. */
export const startOf = (scope: ProcessScope): Promise<StartMessage> =>
  new Promise((resolve) => {
    scope.addEventListener(
      "message",
      (event) => {
        resolve(event.data);
      },
      { once: true },
    );
  });

export interface ProcessWireOptions {
  /** See `SyscallsOptions.defer`. */
  readonly defer?: (run: () => void) => void;
  /** Wraps the delivery of an answer that came by message, as an event loop wraps each entry. */
  readonly enter?: (run: () => void) => void;
}

/** Waits in a fresh process Worker until the kernel has adopted it. Boot, then post `ready`; `run` is the next event. */
export async function joinKernel({ port }: StartMessage, options: ProcessWireOptions = {}): Promise<ProcessWire> {
  const early: ProcessEvent[] = [];
  let give = (event: ProcessEvent): void => void early.push(event);
  const enter =
    options.enter ??
    ((run: () => void) => {
      run();
    });
  let syscalls: Syscalls | undefined;
  const { slot, bell, index, life } = await new Promise<Adopted>((resolve) => {
    port.addEventListener("message", ({ data: message }: MessageEvent<KernelToProcess>) => {
      if (message.type === "adopt") resolve(message);
      else if (message.type === "answer") enter(() => syscalls?.deliver(message));
      else give(message);
    });
    port.start();
  });
  hold(life, () => {
    port.postMessage({ type: "living" } satisfies ProcessToKernel);
  });
  syscalls = createSyscalls({ slot, bell, index, ...(options.defer && { defer: options.defer }) });
  return {
    syscalls,
    listen(onEvent) {
      give = onEvent;
      for (const event of early.splice(0)) onEvent(event);
    },
    post(message, transfer = []) {
      port.postMessage(message, transfer);
    },
  };
}

/** Holds a lock until this Worker ends, however it ends. */
function hold(name: string, onHeld: () => void): void {
  const forEver = new Promise<void>(() => undefined);
  navigator.locks
    .request(name, () => {
      onHeld();
      return forEver;
    })
    .catch(() => undefined);
}

import type { Limits } from "../protocol/page-messages";
import { op } from "../protocol/operations";
import type { OperationName } from "../protocol/operations.data";
import { textOf, type Part } from "../protocol/parts";
import type { Answer } from "./answer";
import { callFor, createSystem } from "./kernel";
import { codeOfErrno } from "./kernel-error";
import type { PortChange } from "./network";
import type { Process } from "./process";
import type { System } from "./system";

export interface Answered extends Answer {
  /** `""` for success. */
  readonly code: string;
  readonly text: string;
}

export interface TestSystem {
  readonly system: System;
  readonly process: Process;
  readonly ports: readonly PortChange[];
  readonly faults: readonly string[];
  /** Answers when the kernel does, on behalf of the test's process or another. */
  readonly call: (
    name: OperationName,
    numbers?: readonly number[],
    parts?: readonly Part[],
    process?: Process,
  ) => Promise<Answered>;
  readonly spawn: (parent?: Process) => Process;
}

/** The kernel whole, without Workers and without a disk: processes are records that the test speaks for. */
export function createTestSystem(limits: Partial<Limits> = {}): TestSystem {
  const faults: string[] = [];
  const ports: PortChange[] = [];
  const system: System = createSystem({
    limits,
    onPort: (change) => ports.push(change),
    later: (run) => setTimeout(run, 0),
    host: {
      startProcess: (process) => {
        process.state = "running";
        process.threads.set(0, { id: 0, maker: 0, data: "", seat: undefined });
      },
      startThread: () => undefined,
      dial: () => undefined,
      sync: (_volume, done) => {
        done(0);
      },
      settle: () => undefined,
      log: (_pid, text) => faults.push(text),
      now: () => performance.timeOrigin + performance.now(),
    },
  });
  const spawn = (parent = system.processes.init) => {
    const made = system.processes.create(parent, parent.cwd);
    system.host.startProcess(made);
    return made;
  };
  const process = spawn();
  return {
    system,
    process,
    ports,
    faults,
    spawn,
    call: (name, numbers = [], parts = [], who = process) =>
      new Promise((resolve) => {
        callFor(system, who, { op: op[name], numbers, parts }, (errno, answered, bytes) => {
          const code = errno === 0 ? "" : codeOfErrno(errno);
          resolve({ code, numbers: answered, parts: bytes, text: bytes.map(textOf).join("|") });
        });
      }),
  };
}

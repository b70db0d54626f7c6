import { operationNames } from "../protocol/operations";
import type { OperationName } from "../protocol/operations.data";
import { errno } from "../protocol/errno.data";
import { answer, type Answer } from "./answer";
import { type Call, type Handler } from "./call";
import { descriptorCalls } from "./descriptor-calls";
import { errnoOf } from "./kernel-error";
import { answerAll } from "./foresee";
import { openCalls } from "./open-calls";
import { otherCalls } from "./other-calls";
import { pathCalls } from "./path-calls";
import { processCalls } from "./process-calls";
import { socketCalls } from "./socket-calls";
import { spawnCalls } from "./spawn-calls";
import { streamCalls } from "./stream-calls";
import { terminalCalls } from "./terminal-calls";
import { treeCalls } from "./tree-calls";

/** What the program asked for when it last started, answered in one. */
function foresee(call: Call): Answer {
  const { system, process } = call;
  const reader = system.readings.open(call.text(0));
  process.readers.set(call.thread, reader);
  const { head, bytes } = answerAll({ system, process, dispatch }, reader.list);
  return answer([], [new TextEncoder().encode(JSON.stringify(head)), bytes]);
}

const handlers: Readonly<Record<OperationName, Handler>> = {
  foresee,
  ...openCalls,
  ...pathCalls,
  ...treeCalls,
  ...descriptorCalls,
  ...streamCalls,
  ...socketCalls,
  ...terminalCalls,
  ...spawnCalls,
  ...processCalls,
  ...otherCalls,
};

const table: readonly Handler[] = operationNames.map((name) => handlers[name]);

/** Runs one system call: it's answered now, or waits and is undone should its process end before. */
export function dispatch(op: number, call: Call): void {
  call.process.usage.calls += 1;
  const handler = table[op];
  if (handler === undefined) {
    call.finish(-errno.ENOSYS);
    return;
  }
  try {
    const answered = handler(call);
    if (answered !== undefined) call.finish(0, answered.numbers, answered.parts);
    else if (!call.settled) keep(call);
  } catch (error) {
    const known = errnoOf(error);
    if (known === undefined) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      call.system.host.log(call.process.pid, `The call ${operationNames[op]} failed in the kernel: ${text}`);
    }
    call.finish(known ?? -errno.EIO);
  }
}

function keep(call: Call): void {
  if (!call.process.alive) {
    call.cancel();
    return;
  }
  const undo = () => {
    call.cancel();
  };
  call.process.atEnd.add(undo);
  const before = call.onSettled;
  call.onSettled = () => {
    call.process.atEnd.delete(undo);
    before?.();
  };
}

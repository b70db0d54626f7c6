import { waitFlag } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { signals } from "../protocol/signals.data";
import type { SpawnSpec, SpawnSyncSpec } from "../protocol/spawn-spec";
import { answer, numbers, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { fail } from "./kernel-error";
import { childFiles, spawn, type ChildFile } from "./spawn";
import { SyncChild } from "./sync-child";

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return fail("EINVAL");
  }
}

function dispose(files: readonly ChildFile[]): void {
  // A stream that never got a descriptor is let go by taking the only reference and giving it back.
  for (const { theirs, ours } of files) if (ours !== undefined) theirs?.retain().release();
}

function spawnCall(call: Call): Answer {
  const spec = parse(call.text(0)) as SpawnSpec;
  const { process, system } = call;
  const files = childFiles(system, process, spec.stdio);
  process.files.demandRoom(files.filter(({ ours }) => ours !== undefined).length);
  try {
    const child = spawn(system, process, { spec, files });
    return numbers(child.pid, ...files.map(({ ours }) => (ours === undefined ? -1 : process.files.add(ours))));
  } catch (error) {
    dispose(files);
    throw error;
  }
}

function spawnSync(call: Call): undefined {
  const spec = parse(call.text(0)) as SpawnSyncSpec;
  const { process, system } = call;
  const files = childFiles(system, process, spec.stdio);
  const inputs = spec.stdio.map((each) => {
    const place = each.type === "pipe" && "input" in each ? each.input : undefined;
    return place === undefined ? undefined : call.bytes(1 + place);
  });
  const child = spawn(system, process, { spec, files });
  const collected = new SyncChild(files, inputs, spec.maxBuffer ?? 0, () => {
    stop(errno.ENOBUFS);
  });
  let failure = 0;
  const stop = (why: number) => {
    if (failure !== 0) return;
    failure = why;
    system.processes.signal(child, spec.killSignal ?? signals.SIGTERM);
  };
  const timer =
    (spec.timeout ?? 0) > 0
      ? setTimeout(() => {
          stop(errno.ETIMEDOUT);
        }, spec.timeout)
      : undefined;
  const before = call.onSettled;
  call.onSettled = () => {
    clearTimeout(timer);
    collected.dispose();
    before?.();
  };
  waitFor(call, child.pid, (code, signal) => {
    collected.whenClosed(() => {
      call.finish(0, [child.pid, code, signal, -failure], collected.outputs());
    });
  });
}

/** As a wait of the caller's own, but told to us. */
function waitFor(call: Call, pid: number, ended: (code: number, signal: number) => void): void {
  const waiter = {
    onCancel: undefined,
    finish: (error: number, given: readonly number[] = []) => {
      if (error === 0) ended(given[1] ?? 0, given[2] ?? 0);
      else call.finish(error);
    },
  };
  call.system.processes.wait(call.process, pid, 0, waiter);
}

function wait(call: Call): undefined {
  const flags = call.number(1) & (waitFlag.noHang | waitFlag.untraced | waitFlag.continued);
  call.system.processes.wait(call.process, call.number(0, -1), flags, call);
}

function threadStart(call: Call): Answer {
  const { process, system } = call;
  system.processes.demandRoom();
  process.threadSequence += 1;
  const thread = { id: process.threadSequence, maker: call.thread, data: call.text(0), seat: undefined };
  process.threads.set(thread.id, thread);
  return numbers(thread.id);
}

function threadStop(call: Call): Answer {
  const { process } = call;
  const thread = process.threads.get(call.number(0));
  if (thread === undefined || thread.id === 0) return fail("ESRCH");
  call.system.endThread(process, thread, 1);
  return answer([], []);
}

function threadExit(call: Call): undefined {
  const thread = call.process.threads.get(call.thread);
  if (thread === undefined || thread.id === 0) return fail("EINVAL");
  call.system.endThread(call.process, thread, call.number(0));
}

export const spawnCalls = { spawn: spawnCall, spawnSync, wait, threadStart, threadStop, threadExit } satisfies Record<
  string,
  Handler
>;

import { endOfStream, O_WRONLY, pollEvent, socketFamily } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { done, numbers, type Answer } from "./answer";
import { ByteQueue } from "./byte-queue";
import type { Call, Handler } from "./call";
import { Description } from "./description";
import { DeviceFile } from "./device-file";
import { fail } from "./kernel-error";
import { socketPair } from "./network";
import { RegularFile } from "./regular-file";
import { state, StreamEnd } from "./stream-end";
import { flow } from "./stream-flow";
import { demandForeground } from "./terminal-calls";
import { TerminalMaster, TerminalSlave } from "./terminal-ends";

const fileOf = (call: Call): Description => call.process.files.get(call.number(0, -1));

function streamOf(call: Call): StreamEnd {
  const file = fileOf(call);
  return file instanceof StreamEnd ? file : fail("ENOTSOCK");
}

function pipe(call: Call): Answer {
  const { files } = call.process;
  files.demandRoom(2);
  const queue = new ByteQueue();
  const read = files.add(new StreamEnd(queue, undefined, "pipe", 0));
  return numbers(read, files.add(new StreamEnd(undefined, queue, "pipe", O_WRONLY)));
}

function socketPairCall(call: Call): Answer {
  const { files } = call.process;
  files.demandRoom(2);
  const [one, other] = socketPair(socketFamily.unix);
  return numbers(files.add(one), files.add(other));
}

/** Readers of each description, so that `streamStop` ends its own process's and nobody else's. */
const reading = new WeakMap<Description, Set<Call>>();

function note(call: Call, file: Description): void {
  if (call.settled) return;
  const calls = reading.get(file) ?? new Set();
  reading.set(file, calls.add(call));
  const before = call.onSettled;
  call.onSettled = () => {
    calls.delete(call);
    before?.();
  };
}

function streamRead(call: Call): Answer | undefined {
  const file = fileOf(call);
  const max = call.number(1, 65_536);
  if (file instanceof TerminalSlave) {
    if (!demandForeground(call, file, () => streamRead(call))) return undefined;
    file.receive(max, call);
  } else if (file instanceof TerminalMaster) file.receive(max, call);
  else if (file instanceof StreamEnd) receive(call, file, max);
  else if (file instanceof DeviceFile || file instanceof RegularFile) return readAsStream(call, file, max);
  else return fail("ENOTSOCK");
  note(call, file);
  return undefined;
}

function receive(call: Call, file: StreamEnd, max: number): void {
  const take = (passed: Description): number => adopt(call, passed);
  const window = call.number(2);
  if (window > 0 && call.onProgress !== undefined) flow(call, file, window, take);
  else file.receive(max, call, take);
}

/** Plain files and devices can stand where a stream is read: their end is told as a stream's. */
function readAsStream(call: Call, file: DeviceFile | RegularFile, max: number): Answer | undefined {
  const { parts } = file.read(max, -1);
  const length = parts[0]?.length ?? 0;
  if (length === 0 && max > 0) {
    call.finish(endOfStream);
    return undefined;
  }
  return { numbers: [length, -1], parts };
}

/** A file that came along with a message; without room for it, it's closed and the message still arrives. */
function adopt(call: Call, passed: Description): number {
  try {
    return call.process.alive ? call.process.files.add(passed) : -1;
  } catch {
    return -1;
  } finally {
    passed.release();
  }
}

function streamStop(call: Call): Answer {
  for (const waiting of reading.get(fileOf(call)) ?? [])
    if (waiting.process === call.process) waiting.cancel(-errno.ECANCELED);
  return done;
}

function tryWrite(call: Call): Answer | undefined {
  const file = fileOf(call);
  if (!(file instanceof StreamEnd)) return file.write(call.bytes(0), -1, call);
  const count = file.tryWrite(call.bytes(0));
  if (count >= 0) return numbers(count, file.room);
  call.finish(count);
  return undefined;
}

function pushWrite(call: Call): Answer | undefined {
  const room = streamOf(call).pushWrite(call.bytes(0));
  if (room >= 0) return numbers(room);
  call.finish(room);
  return undefined;
}

function streamWrite(call: Call): Answer | undefined {
  const file = fileOf(call);
  const passed = call.number(1, -1);
  if (!(file instanceof StreamEnd)) return file.write(call.bytes(0), -1, call);
  file.send(call.bytes(0), call, passed < 0 ? undefined : call.process.files.get(passed).retain());
  return undefined;
}

function shutdown(call: Call): undefined {
  const end = streamOf(call);
  const how = call.number(1, 1);
  const finish = () => {
    end.shutdown(how);
    call.finish(0);
  };
  // What has been written before goes first.
  if (how === 0 || end.outgoing === undefined || end.outgoing.broken) finish();
  else end.outgoing.whenAdmitted(finish);
}

const streamState = (call: Call): Answer => state(streamOf(call));

interface Polled {
  readonly file: Description | undefined;
  readonly events: number;
}

/** What of the wanted events holds; the last three are told whether wanted or not. */
function revents({ file, events }: Polled): number {
  if (file === undefined) return pollEvent.invalid;
  return file.poll() & (events | pollEvent.error | pollEvent.hangUp);
}

function poll(call: Call): undefined {
  const timeout = call.number(0, -1);
  const polled: Polled[] = [];
  for (let index = 1; index + 1 < call.numbers.length + 1; index += 2)
    polled.push({ file: call.process.files.peek(call.number(index)), events: call.number(index + 1) });
  const undo: (() => void)[] = [];
  const look = (force: boolean) => {
    const found = polled.map(revents);
    if (!force && found.every((bits) => bits === 0)) return;
    call.finish(0, found);
  };
  look(timeout === 0);
  if (call.settled) return;
  for (const { file } of polled)
    if (file !== undefined)
      undo.push(
        file.onPoll(() => {
          look(false);
        }),
      );
  const timer =
    timeout < 0
      ? undefined
      : setTimeout(() => {
          look(true);
        }, timeout);
  const before = call.onSettled;
  call.onSettled = () => {
    clearTimeout(timer);
    for (const each of undo) each();
    before?.();
  };
}

export const streamCalls = {
  pipe,
  socketPair: socketPairCall,
  streamRead,
  streamStop,
  tryWrite,
  pushWrite,
  streamWrite,
  shutdown,
  streamState,
  poll,
} satisfies Record<string, Handler>;

import { handleKind, O_APPEND, O_NONBLOCK } from "../protocol/constants";
import { answer, done, numbers, text, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import type { Description } from "./description";
import { pathOf, type Inode } from "./inode";
import { fail } from "./kernel-error";
import { OpenDirectory } from "./open-directory";
import { setMode, setOwner, setTimes } from "./path-calls";
import { demandForeground } from "./terminal-calls";
import { TerminalSlave } from "./terminal-ends";

const fileOf = (call: Call): Description => call.process.files.get(call.number(0, -1));
const nodeOf = (call: Call): Inode => fileOf(call).node ?? fail("EINVAL");

function close(call: Call): Answer {
  call.process.files.close(call.number(0, -1));
  return done;
}

function read(call: Call): Answer | undefined {
  const file = fileOf(call);
  if (file instanceof TerminalSlave && !demandForeground(call, file, () => read(call))) return undefined;
  call.process.usage.reads += 1;
  const position = call.number(2, -1);
  return file.read(call.number(1), position, call);
}

function write(call: Call): Answer | undefined {
  call.process.usage.writes += 1;
  return fileOf(call).write(call.bytes(0), call.number(1, -1), call);
}

const fstat = (call: Call): Answer => answer(fileOf(call).stat(), []);

function ftruncate(call: Call): Answer {
  if (call.number(1) < 0) fail("EINVAL");
  fileOf(call).truncate(call.number(1));
  return done;
}

const fchmod = (call: Call): Answer => setMode(call, nodeOf(call), call.number(1));
const fchown = (call: Call): Answer => setOwner(call, nodeOf(call), call.number(1, -1), call.number(2, -1));
const futimes = (call: Call): Answer => setTimes(call, nodeOf(call), call.number(1), call.number(2));

function fsync(call: Call): undefined {
  const { node } = fileOf(call);
  if (node === undefined) fail("EINVAL");
  call.system.host.sync(node.volume, (errno) => {
    call.finish(errno);
  });
}

const seek = (call: Call): Answer => numbers(fileOf(call).seek(call.number(1), call.number(2)));

function getdents(call: Call): Answer {
  const file = fileOf(call);
  if (!(file instanceof OpenDirectory)) return fail("ENOTDIR");
  return file.next(Math.max(1, call.number(1, 64)), call.process.pid);
}

function dup(call: Call): Answer {
  const { files } = call.process;
  const to = call.number(1, -1);
  return numbers(to < 0 ? files.add(fileOf(call)) : files.set(to, fileOf(call)));
}

function closeOnExec(call: Call): Answer {
  const on = call.number(1, -1);
  return numbers(call.process.files.closesOnExec(call.number(0, -1), on < 0 ? undefined : on > 0) ? 1 : 0);
}

function fdFlags(call: Call): Answer {
  const file = fileOf(call);
  const wanted = call.number(1, -1);
  const settable = O_APPEND | O_NONBLOCK;
  if (wanted >= 0) file.flags = (file.flags & ~settable) | (wanted & settable);
  return numbers(file.flags);
}

function fdPath(call: Call): Answer {
  const { node } = fileOf(call);
  if (node === undefined) return fail("ENOENT");
  return text(pathOf(node, call.process.root) ?? fail("ENOENT"));
}

function kind(call: Call): Answer {
  return numbers(call.process.files.peek(call.number(0, -1))?.kind ?? handleKind.invalid);
}

export const descriptorCalls = {
  close,
  read,
  write,
  fstat,
  ftruncate,
  fchmod,
  fchown,
  futimes,
  fsync,
  seek,
  getdents,
  dup,
  closeOnExec,
  fdFlags,
  fdPath,
  kind,
} satisfies Record<string, Handler>;

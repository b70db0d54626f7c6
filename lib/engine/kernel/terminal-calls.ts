import { signals } from "../protocol/signals.data";
import { done, numbers, text, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { fail } from "./kernel-error";
import { TerminalMaster, TerminalSlave, type Pty } from "./terminal-ends";

function ptyOf(call: Call): Pty {
  const file = call.process.files.get(call.number(0, -1));
  if (file instanceof TerminalSlave || file instanceof TerminalMaster) return file.pty;
  return fail("ENOTTY");
}

/**
 * Whether the process may read its terminal now. A job in the background is stopped instead, and `again` is
 * what it does when it goes on.
 */
export function demandForeground(call: Call, file: TerminalSlave, again: () => Answer | undefined): boolean {
  const { process, system } = call;
  const { terminal } = file.pty;
  const own = terminal.session === process.sid && terminal.foreground > 0;
  if (!own || terminal.foreground === process.pgid) return true;
  // With nobody left in the foreground there is no one to yield to.
  if (system.processes.group(terminal.foreground).length === 0) return true;
  if (process.ignored.has(signals.SIGTTIN) || process.blocked.has(signals.SIGTTIN)) return fail("EIO");
  process.deferred.push(() => {
    call.retry(again);
  });
  for (const member of system.processes.group(process.pgid)) system.processes.signal(member, signals.SIGTTIN);
  return false;
}

function openpty(call: Call): Answer {
  const { files } = call.process;
  files.demandRoom(2);
  const pty = call.system.ptys.create(call.number(0, 80), call.number(1, 24));
  return numbers(files.add(new TerminalMaster(pty)), files.add(new TerminalSlave(pty)));
}

const ttyGet = (call: Call): Answer => numbers(ptyOf(call).terminal.flags);

function ttySet(call: Call): Answer {
  ptyOf(call).terminal.setFlags(call.number(1));
  return done;
}

function ttySize(call: Call): Answer {
  const { columns, rows } = ptyOf(call).terminal;
  return numbers(columns, rows);
}

function ttyResize(call: Call): Answer {
  ptyOf(call).terminal.resize(call.number(1, 80), call.number(2, 24));
  return done;
}

function ttyForeground(call: Call): Answer {
  const { terminal } = ptyOf(call);
  const wanted = call.number(1, -1);
  if (wanted >= 0) {
    if (terminal.session !== call.process.sid) fail("ENOTTY");
    const group = call.system.processes.all().filter((process) => process.pgid === wanted);
    if (!group.some((process) => process.sid === call.process.sid)) fail("EPERM");
    terminal.foreground = wanted;
  }
  return numbers(terminal.foreground);
}

/** The leader of a session takes a terminal that belongs to none. */
function ttyControl(call: Call): Answer {
  const { process } = call;
  const file = process.files.get(call.number(0, -1));
  if (!(file instanceof TerminalSlave)) return fail("ENOTTY");
  const { terminal } = file.pty;
  if (process.sid !== process.pid) fail("EPERM");
  if (terminal.session !== 0 && terminal.session !== process.sid) fail("EPERM");
  terminal.session = process.sid;
  terminal.foreground = process.pgid;
  process.terminal = file;
  return done;
}

const ttyName = (call: Call): Answer => text(`/dev/pts/${ptyOf(call).id}`);

export const terminalCalls = {
  openpty,
  ttyGet,
  ttySet,
  ttySize,
  ttyResize,
  ttyForeground,
  ttyControl,
  ttyName,
} satisfies Record<string, Handler>;

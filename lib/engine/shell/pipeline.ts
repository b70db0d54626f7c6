import type { CommandNode, Pipeline, Statement } from "unbash";
import { ShellFailure } from "./flow";
import { launch, launchSubshell } from "./launch";
import { redirect } from "./redirect";
import { beAt, complain, type Scope } from "./scope";
import type { Shell } from "./shell";
import { isProgram, prepare } from "./simple-command";
import { environmentOf } from "./state";

/** What of a pipeline runs in a process of its own: programs as they are, all else in a shell beside us. */
function startElement(shell: Shell, node: CommandNode, scope: Scope, group: number | undefined): number {
  beAt(node, scope);
  const command = node.type === "Command" ? prepare(node, scope) : undefined;
  if (command === undefined || !isProgram(shell, command, scope)) {
    return launchSubshell(scope, scope.source.slice(node.pos, node.end), { streams: scope.streams, group });
  }
  const { streams, close } = redirect(command.redirects, scope);
  try {
    const env = [...environmentOf(scope.state), ...command.assigned.map(([name, value]) => `${name}=${value}`)];
    return launch(scope, { args: command.args, streams, env, group });
  } finally {
    close();
  }
}

function started(shell: Shell, node: CommandNode, scope: Scope, group: number | undefined): number | undefined {
  try {
    return startElement(shell, node, scope, group);
  } catch (error) {
    if (!(error instanceof ShellFailure)) throw error;
    complain(scope, error.message);
    return undefined;
  }
}

/** The streams of one part: its neighbours' pipes where it has neighbours. */
function between(scope: Scope, input: number | undefined, writer: number | undefined, both: boolean) {
  const streams = new Map(scope.streams);
  if (input !== undefined) streams.set(0, input);
  if (writer !== undefined) streams.set(1, writer);
  if (writer !== undefined && both) streams.set(2, writer);
  return streams;
}

/** Starts all parts at once; those of a job share a process group. A part that can't start has no pid. */
export function startPipeline(shell: Shell, { commands, operators }: Pipeline, scope: Scope, own: boolean) {
  const { system } = scope;
  const pids: (number | undefined)[] = [];
  let group: number | undefined = own ? 0 : undefined;
  let input: number | undefined;
  for (const [at, node] of commands.entries()) {
    const [reader, writer] = at < commands.length - 1 ? system.pipe() : [undefined, undefined];
    const streams = between(scope, input, writer, operators[at] === "|&");
    const pid = started(shell, node, { ...scope, streams }, group);
    if (own && group === 0 && pid !== undefined) group = pid;
    pids.push(pid);
    if (input !== undefined) system.close(input);
    if (writer !== undefined) system.close(writer);
    input = reader;
  }
  return { pids, group };
}

/** Starts a command and doesn't wait for it. */
export function startInBackground(shell: Shell, statement: Statement, scope: Scope): void {
  const { state, system } = scope;
  const text = scope.source.slice(statement.pos, statement.end).replace(/\s*&\s*$/, "");
  const streams = new Map(scope.streams);
  const nothing = scope.interactive ? undefined : system.open("/dev/null", 0);
  if (nothing !== undefined) streams.set(0, nothing);
  const { command } = statement;
  const beside: Scope = { ...scope, streams };
  beAt(statement, scope);
  const own = scope.interactive ? 0 : undefined;
  const pid =
    command.type === "Command"
      ? started(shell, command, beside, own)
      : launchSubshell(beside, text, { streams, group: own });
  if (nothing !== undefined) system.close(nothing);
  state.status = pid === undefined ? 127 : 0;
  if (pid === undefined) return;
  state.lastBackground = pid;
  shell.noteBackground(pid, text, scope);
}

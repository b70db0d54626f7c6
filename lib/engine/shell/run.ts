import type { AndOr, CommandNode, CompoundList, Pipeline, PipelineNode, Script, Statement } from "unbash";
import { runCompound } from "./compound";
import { ExitShell, FatalExit, FatalFailure, ReturnFrom, ShellFailure } from "./flow";
import { waitInForeground } from "./jobs";
import { withSubstitutions } from "./process-substitution";
import { startInBackground, startPipeline } from "./pipeline";
import { redirect } from "./redirect";
import { runTrapOf } from "./run-trap";
import { beAt, complain, say, type Scope } from "./scope";
import type { Shell } from "./shell";
import { runSignalTraps } from "./signal-traps";
import { arrayOf } from "./shell-array";
import type { ShellFunction, ShellState } from "./state";
import { runCommand } from "./simple-command";
import { timeReport } from "./time-report";
import { SystemError } from "./system";

/** A failure that nobody tests: its trap runs, and `set -e` ends the shell. */
function judge(shell: Shell, status: number, scope: Scope): void {
  if (status === 0 || scope.tested) return;
  runTrapOf(shell, scope, "ERR");
  if (scope.state.options.exitOnFailure) throw new ExitShell(status);
}

/** Runs a script to its end and answers its status. A failure of one command is told of, and the next one runs. */
export function runScript(shell: Shell, script: Pick<Script, "commands"> | CompoundList, scope: Scope): number {
  for (const statement of script.commands) {
    if (scope.state.options.noExecution && !scope.interactive) break;
    runStatement(shell, statement, scope);
    runSignalTraps(shell, scope);
  }
  return scope.state.status;
}

/** Tells of a command that couldn't be carried out; its status. */
function told(error: unknown, scope: Scope): number {
  if (!(error instanceof ShellFailure || error instanceof SystemError)) throw error;
  complain(scope, error.message);
  return error instanceof ShellFailure ? error.status : 1;
}

function runStatement(shell: Shell, statement: Statement, scope: Scope): void {
  const { state } = scope;
  if (statement.background === true) {
    startInBackground(shell, statement, scope);
    return;
  }
  try {
    state.status = withSubstitutions(scope, () => runNode(shell, statement.command, scope));
  } catch (error) {
    state.status = told(error, scope);
    if (error instanceof FatalFailure && !scope.interactive) throw new FatalExit(error.ofCommand);
  }
  const negated =
    statement.command.type === "Pipeline" && statement.command.prefixes.some(({ type }) => type === "Negation");
  if (statement.command.type !== "AndOr" && !negated) judge(shell, state.status, scope);
}

function runNode(shell: Shell, node: PipelineNode | AndOr, scope: Scope): number {
  if (node.type === "AndOr") return runAndOr(shell, node, scope);
  return node.type === "Pipeline" ? runPipeline(shell, node, scope) : noted(scope, runOne(shell, node, scope));
}

/** A command alone is a pipeline of one. */
function noted({ state }: Scope, status: number): number {
  state.arrays.set("PIPESTATUS", arrayOf([String(status)]));
  return status;
}

function runAndOr(shell: Shell, { commands, operators }: AndOr, scope: Scope): number {
  const tested: Scope = { ...scope, tested: true };
  let status = 0;
  for (const [at, command] of commands.entries()) {
    const operator = operators[at - 1];
    if ((operator === "&&" && status !== 0) || (operator === "||" && status === 0)) continue;
    const last = at === commands.length - 1;
    status = scope.state.status = runNode(shell, command, last ? scope : tested);
    if (last) judge(shell, status, scope);
  }
  return status;
}

function runPipeline(shell: Shell, node: Pipeline, scope: Scope): number {
  const negated = node.prefixes.filter(({ type }) => type === "Negation").length % 2 === 1;
  const timed = node.prefixes.find(({ type }) => type === "Time");
  const began = performance.now();
  const status = pipelineStatus(shell, node, negated ? { ...scope, tested: true } : scope);
  if (timed?.type === "Time") say(scope, 2, timeReport(performance.now() - began, timed.posix !== undefined, scope));
  return negated ? Number(status === 0) : status;
}

function pipelineStatus(shell: Shell, node: Pipeline, scope: Scope): number {
  const [only] = node.commands;
  if (only !== undefined && node.commands.length === 1) return noted(scope, runOne(shell, only, scope));
  const { pids, group } = startPipeline(shell, node, scope, scope.interactive);
  const there = pids.filter((pid) => pid !== undefined);
  const { statuses, stopped } = waitInForeground(scope, group, there);
  if (stopped && group !== undefined) shell.noteStopped(group, there, scope.source.slice(node.pos, node.end), scope);
  const all = pids.map((pid) => (pid === undefined ? 127 : (statuses[there.indexOf(pid)] ?? 0)));
  scope.state.arrays.set("PIPESTATUS", arrayOf(all.map(String)));
  if (scope.state.options.pipefail) return all.findLast((status) => status !== 0) ?? 0;
  return all.at(-1) ?? 0;
}

/** One command in this shell itself, or one program that it waits for. One that fails ends no list that it stands in. */
function runOne(shell: Shell, node: CommandNode, scope: Scope): number {
  beAt(node, scope);
  try {
    return carryOut(shell, node, scope);
  } catch (error) {
    if (error instanceof FatalFailure) throw error;
    return told(error, scope);
  }
}

function carryOut(shell: Shell, node: CommandNode, scope: Scope): number {
  if (node.type === "Command") return runCommand(shell, node, scope);
  if (node.type !== "Redirected") return runCompound(shell, node, scope);
  const { streams, close } = redirect(node.redirects, scope);
  try {
    return runCompound(shell, node.command, { ...scope, streams });
  } finally {
    close();
  }
}

/** Some traps aren't a function's: they are away while it runs, and back afterwards where it has set none of its own. */
function withoutTraps<T>(shell: Shell, { options }: ShellState, work: () => T): T {
  const hidden = [
    ...(options.trapErrorsWithin ? [] : ["ERR"]),
    ...(options.trapCallsWithin ? [] : ["DEBUG", "RETURN"]),
  ].flatMap((event) => {
    const text = shell.traps.get(event);
    shell.traps.delete(event);
    return text === undefined ? [] : [[event, text] as const];
  });
  try {
    return work();
  } finally {
    for (const [event, text] of hidden) if (!shell.traps.has(event)) shell.traps.set(event, text);
  }
}

/** Calls a function: its arguments take the place of ours while it runs. */
export function callFunction(shell: Shell, called: ShellFunction, args: readonly string[], scope: Scope): number {
  const { state } = scope;
  const { node, source, firstLine, file } = called;
  const before = state.positional;
  const { at } = state;
  const leave = shell.enter(state, node.name.value, file);
  const { loops } = state;
  state.positional = args;
  state.loops = 0;
  const body = (): number => {
    const inner: Scope = { ...scope, source, firstLine };
    try {
      return node.body.type === "CompoundList" ? runScript(shell, node.body, inner) : runOne(shell, node.body, inner);
    } catch (error) {
      if (error instanceof ReturnFrom) return error.status;
      throw error;
    }
  };
  try {
    return withoutTraps(shell, state, () => {
      runTrapOf(shell, scope, "DEBUG");
      state.status = body();
      runTrapOf(shell, scope, "RETURN");
      return state.status;
    });
  } finally {
    leave();
    state.at = at;
    state.loops = loops;
    state.positional = before;
  }
}

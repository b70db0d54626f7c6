import { parse } from "unbash";
import type { RunMessage } from "../protocol/process-messages";
import { op } from "../protocol/operations";
import type { Syscalls } from "../protocol/syscalls";
import { showCalls } from "./call-stack";
import { ExitShell, FatalExit, LeaveLoop, ReturnFrom } from "./flow";
import { takeOver } from "./launch";
import { applyFlags } from "./options";
import { runPrompt } from "./prompt";
import { complain, type Scope } from "./scope";
import { captureWith, createShell } from "./create-shell";
import { readAll } from "./read-all";
import { runExitTrap } from "./exit-trap";
import type { Shell } from "./shell";
import { workingFolder } from "./working-folder";
import { startFiles } from "./start-files";
import { freshState } from "./state";
import { createShellSystem, SystemError, type ShellSystem } from "./system";

type Task = (scope: Scope, shell: Shell) => number;

type ShellStart = Pick<RunMessage, "args" | "argv0" | "env" | "pid">;

interface CommandLine {
  readonly flags: readonly string[];
  readonly rest: readonly string[];
}

function split(args: readonly string[]): CommandLine {
  const at = args.findIndex((arg, index) => !/^(?:[-+]\w|--\w)/.test(arg) && args[index - 1] !== "-o");
  return at < 0 ? { flags: args, rest: [] } : { flags: args.slice(0, at), rest: args.slice(at) };
}

const fromFile =
  (path: string): Task =>
  (scope, shell) => {
    const fd = scope.system.open(path, 0);
    const text = readAll(scope, fd);
    scope.system.close(fd);
    scope.state.file = path;
    showCalls(scope.state, []);
    return shell.runText(text, scope);
  };

function taskOf({ flags, rest }: CommandLine, argv0: string, isTerminal: boolean): Task {
  const [first] = rest;
  if (flags.some((flag) => /^-\w*c/.test(flag))) return (scope, shell) => shell.runText(first ?? "", scope);
  if (first !== undefined) return fromFile(first);
  if (isTerminal || flags.includes("-i"))
    return (scope, shell) => runPrompt(shell, { ...scope, interactive: true }, startFiles(flags, argv0, scope));
  return (scope, shell) => shell.runText(readAll(scope, 0), scope);
}

function defineAll(shell: Shell, functions: readonly string[], scope: Scope): void {
  for (const source of functions) shell.runScript(parse(source), { ...scope, source });
}

function outcome(task: Task, shell: Shell, scope: Scope, isCommand: boolean): number {
  try {
    return task(scope, shell);
  } catch (error) {
    if (error instanceof FatalExit && isCommand) return error.ofCommand;
    if (error instanceof ExitShell || error instanceof ReturnFrom) return error.status;
    if (error instanceof LeaveLoop) return scope.state.status;
    if (!(error instanceof SystemError)) throw error;
    complain(scope, error.message);
    return error.code === "ENOENT" ? 127 : 1;
  }
}

/** Runs `sh` to its end and answers its status. */
export function runShellOn(system: ShellSystem, run: ShellStart): number {
  const shell = createShell();
  const { flags, rest } = split(run.args.slice(1));
  const isCommand = flags.some((flag) => /^-\w*c/.test(flag));
  const [name = run.argv0, ...positional] = isCommand ? rest.slice(1) : rest;
  const state = freshState({ name, positional, env: run.env, pid: run.pid });
  state.variables.set("PPID", String(system.parent()));
  const scope: Scope = {
    system,
    state,
    streams: new Map([0, 1, 2].map((fd) => [fd, fd])),
    source: "",
    firstLine: 1,
    interactive: false,
    tested: false,
    capture: captureWith(shell),
  };
  applyFlags(
    flags
      .filter((flag) => !flag.startsWith("--"))
      .map((flag) => flag.replaceAll(/[cisl]/g, ""))
      .filter((flag) => flag !== "-"),
    state.options,
  );
  state.variables.set("PWD", workingFolder(scope));
  const { functions, firstLine } = takeOver(state);
  defineAll(shell, functions, scope);
  const task = taskOf({ flags, rest }, run.argv0, system.isTerminal(0));
  state.status = outcome(task, shell, { ...scope, firstLine }, isCommand);
  runExitTrap(shell, scope);
  return state.status & 255;
}

/** Runs `sh` in this Worker: nothing here waits on an event loop, every call sleeps. */
export const runShell = (syscalls: Syscalls, run: RunMessage): never =>
  syscalls.exit(runShellOn(createShellSystem(syscalls), run), op.exit);

import { parse, type Script } from "unbash";
import { runApart } from "./apart";
import { builtins } from "./builtins";
import { frameOf, showCalls, type Frame } from "./call-stack";
import { ShellFailure } from "./flow";
import { createJobs, type Jobs } from "./jobs";
import { readAll } from "./read-all";
import { redirect, temporaryFile } from "./redirect";
import { callFunction, runScript } from "./run";
import { say, type Scope } from "./scope";
import type { Shell } from "./shell";
import type { ShellState } from "./state";

function runText(shell: Shell, text: string, scope: Scope): number {
  const script = parse(text);
  const [error] = script.errors ?? [];
  if (error !== undefined) {
    const line = scope.firstLine + text.slice(0, error.pos).split("\n").length - 1;
    const { name, file } = scope.state;
    say(scope, 2, `${file || name}: line ${line}: syntax error: ${error.message}\n`);
    scope.state.status = 2;
    return 2;
  }
  return runScript(shell, script, { ...scope, source: text });
}

/** Gives back what was under the names that a function made its own. */
function restore(state: ShellState, { held }: Frame): void {
  for (const [name, { value, array, reference }] of held) {
    state.references.delete(name);
    if (value === undefined) state.variables.delete(name);
    else state.variables.set(name, value);
    if (array === undefined) state.arrays.delete(name);
    else state.arrays.set(name, array);
    if (reference !== undefined) state.references.set(name, reference);
  }
}

function hold(state: ShellState, { held }: Frame, name: string): void {
  const reference = state.references.get(name);
  state.references.delete(name);
  if (!held.has(name)) held.set(name, { value: state.variables.get(name), array: state.arrays.get(name), reference });
  state.variables.delete(name);
  state.arrays.delete(name);
}

function createFrames(): Pick<Shell, "enter" | "inFunction" | "makeLocal" | "frames"> {
  const frames: Frame[] = [];
  return {
    frames,
    enter: (state, name, file) => {
      const frame = frameOf(state, name, { file });
      frames.push(frame);
      state.file = file;
      showCalls(state, frames);
      return () => {
        frames.splice(frames.indexOf(frame));
        restore(state, frame);
        state.file = frame.fileBefore;
        showCalls(state, frames);
      };
    },
    inFunction: () => frames.some(({ name }) => name !== "source"),
    makeLocal: (state: ShellState, name: string) => {
      const frame = frames.findLast((one) => one.name !== "source");
      if (frame === undefined) throw new ShellFailure("local: can only be used in a function");
      hold(state, frame, name);
    },
  };
}

function createNotes(jobs: Jobs): Pick<Shell, "noteStopped" | "noteBackground"> {
  return {
    noteStopped: (group, pids, text, scope) => {
      const job = jobs.add(group, pids, text, "stopped");
      say(scope, 2, `\n[${job.number}]+  Stopped                 ${text}\n`);
    },
    noteBackground: (pid, text, scope) => {
      const job = jobs.add(pid, [pid], text, "running");
      if (scope.interactive) say(scope, 2, `[${job.number}] ${pid}\n`);
    },
  };
}

export function createShell(): Shell {
  const jobs = createJobs();
  const shell: Shell = {
    jobs,
    traps: new Map(),
    arrived: { pending: new Set(), depth: 0 },
    history: [],
    builtin: (name) => (Object.hasOwn(builtins, name) ? builtins[name] : undefined),
    builtinNames: Object.keys(builtins),
    runScript: (script, scope) => runScript(shell, script, scope),
    runText: (text, scope) => runText(shell, text, scope),
    callFunction: (called, args, scope) => callFunction(shell, called, args, scope),
    keepStreams: (scope, streams) => {
      scope.streams = streams;
    },
    ...createNotes(jobs),
    ...createFrames(),
  };
  return shell;
}

/** `$(<file)` */
function isFileAlone({ commands: [only, ...others] }: Script): boolean {
  const command = others.length === 0 ? only?.command : undefined;
  if (command?.type !== "Command" || command.name !== undefined) return false;
  return command.redirects.length === 1 && command.prefix.length === 1 && command.redirects[0]?.type === "Redirect";
}

function copyInput({ commands: [only] }: Script, scope: Scope): number {
  const redirects = only?.command.type === "Command" ? only.command.redirects : [];
  const { streams, close } = redirect(redirects, scope);
  const reader = streams.get(0);
  try {
    if (reader !== undefined) say(scope, 1, readAll(scope, reader));
    return 0;
  } finally {
    close();
  }
}

/** What a script prints, without the newlines at its end. The file takes what a pipe could not hold. */
export function captureWith(shell: Shell): Scope["capture"] {
  const run = (script: Script, scope: Scope, writer: number): void => {
    const streams = new Map(scope.streams).set(1, writer);
    const source = script.source ?? scope.source;
    const inside = { ...scope, streams, source };
    scope.state.status = runApart(shell, inside, (inner) => {
      inner.state.substitutions++;
      if (!inner.state.extras.has("inherit_errexit")) inner.state.options.exitOnFailure = false;
      return isFileAlone(script) ? copyInput(script, inner) : runScript(shell, script, inner);
    });
  };
  return (script, scope, into) => {
    if (into !== undefined) {
      run(script, scope, into);
      return "";
    }
    const { writer, reader } = temporaryFile(scope.system, scope.state.pid);
    try {
      run(script, scope, writer);
      return readAll(scope, reader).replace(/\n+$/, "").replaceAll("\0", "");
    } finally {
      scope.system.close(writer);
      scope.system.close(reader);
    }
  };
}

import { parse } from "unbash";
import { signals } from "../protocol/signals.data";
import { LeaveLoop, ReturnFrom } from "./flow";
import { endedJobs, type Job } from "./jobs";
import { loadHistory, remember } from "./history";
import { expandHistory, type HistoryExpansion } from "./history-expansion";
import { createLineEditor } from "./line-editor";
import { expandPrompt } from "./expand";
import { singleQuoted } from "./quote";
import { say, variable, type Scope } from "./scope";
import type { Shell } from "./shell";
import { valuesOf } from "./shell-array";
import { runSignalTraps } from "./signal-traps";
import { runTrap } from "./run-trap";
import { completionsFor } from "./completion";

type Editor = ReturnType<typeof createLineEditor>;

const isUnfinished = (text: string): boolean =>
  /(?:^|[^\\])(?:\\\\)*\\$/.test(text) ||
  (parse(text).errors ?? []).some(({ message }) =>
    /unterminated|to close|expected '(?:then|do|done|fi|esac|\})'/.test(message),
  );

/** The line with what `!` stands for put in, and shown when that changed it; undefined where it isn't to be run. */
function withHistory(text: string, shell: Shell, scope: Scope): string | undefined {
  let made: HistoryExpansion;
  try {
    made = expandHistory(text, shell.history);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    say(scope, 2, `${scope.state.name}: ${error.message}\n`);
    return undefined;
  }
  if (made.changed) say(scope, 2, `${made.text}\n`);
  if (!made.printsOnly) return made.text;
  remember(scope, shell.history, made.text);
  return undefined;
}

/** Reads lines until they make a whole command; undefined at the end of input. What was typed is remembered as one. */
function readCommand(shell: Shell, scope: Scope, editor: Editor): string | undefined {
  let text = "";
  let prompt = expandPrompt(variable(scope.state, "PS1") ?? "$ ", scope);
  for (;;) {
    const line = editor.read(prompt);
    if (line.type === "end") return text === "" ? undefined : text;
    if (line.type !== "line") {
      scope.state.status = 130;
      runInterrupt(shell, scope);
      return "";
    }
    const typed = withHistory(line.text, shell, scope);
    if (typed === undefined) return "";
    text += typed;
    if (!isUnfinished(text)) {
      remember(scope, shell.history, text);
      return text;
    }
    text += "\n";
    prompt = expandPrompt(variable(scope.state, "PS2") ?? "> ", scope);
  }
}

/** ^C at a prompt is a key here; who has a trap for it wants it run nevertheless. */
function runInterrupt(shell: Shell, scope: Scope): void {
  const trap = shell.traps.get("INT");
  if (trap !== undefined && trap !== "") runTrap(shell, scope, trap);
}

const ends: Readonly<Record<number, string>> = {
  [128 + signals.SIGHUP]: "Hangup",
  [128 + signals.SIGINT]: "Interrupt",
  [128 + signals.SIGQUIT]: "Quit",
  [128 + signals.SIGKILL]: "Killed",
  [128 + signals.SIGTERM]: "Terminated",
};

const ending = (status: number): string => (status === 0 ? "Done" : (ends[status] ?? `Exit ${status}`));

function tellEnded(shell: Shell, scope: Scope): void {
  const before = shell.jobs.all().map(({ number }) => number);
  const sign = ({ number }: Job): string => ({ [before.at(-1) ?? -1]: "+", [before.at(-2) ?? -1]: "-" })[number] ?? " ";
  for (const job of endedJobs(scope, shell.jobs))
    say(scope, 2, `[${job.number}]${sign(job)}  ${ending(job.status).padEnd(24)}${job.text}\n`);
}

/** Runs a line: what would leave a loop or a function, of which there is none, ends nothing. */
function runLine(shell: Shell, scope: Scope, text: string): void {
  try {
    if (text.trim() !== "") shell.runText(text, scope);
  } catch (error) {
    if (!(error instanceof LeaveLoop || error instanceof ReturnFrom)) throw error;
  }
}

/** `PROMPT_COMMAND`, one or several. The status that the prompt tells is that of the command before. */
function runBeforePrompt(shell: Shell, scope: Scope): void {
  const { state } = scope;
  const array = state.arrays.get("PROMPT_COMMAND");
  const { status } = state;
  for (const text of array ? valuesOf(array) : [variable(state, "PROMPT_COMMAND") ?? ""]) runLine(shell, scope, text);
  state.status = status;
}

/** What a shell at a prompt reads first. That it isn't there is no fault. */
function runStartFile(shell: Shell, scope: Scope, path: string): void {
  if (scope.system.stat(path)?.type !== "file") return;
  runLine(shell, scope, `. ${singleQuoted(path)}`);
}

/** Reads and runs commands until the end of input. ^C ends what runs, never the shell. */
export function runPrompt(shell: Shell, scope: Scope, startFiles: readonly string[]): number {
  const { system, state } = scope;
  for (const signal of [signals.SIGINT, signals.SIGQUIT, signals.SIGTSTP, signals.SIGTTOU])
    system.onSignal(signal, "ignore");
  system.onSignal(signals.SIGWINCH, "catch");
  system.foreground(0, system.ownGroup());
  for (const file of startFiles) runStartFile(shell, scope, file);
  loadHistory(scope, shell.history);
  const editor = createLineEditor(
    scope,
    shell.history,
    (text) => completionsFor(text, scope, shell),
    () => {
      runSignalTraps(shell, scope);
    },
  );
  for (;;) {
    tellEnded(shell, scope);
    runBeforePrompt(shell, scope);
    const text = readCommand(shell, scope, editor);
    if (text === undefined) {
      say(scope, 2, "exit\n");
      return state.status;
    }
    runLine(shell, scope, text);
  }
}

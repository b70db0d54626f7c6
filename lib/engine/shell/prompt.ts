import { parse } from "unbash";
import { signals } from "../protocol/signals.data";
import { workingFolder } from "./builtins/files";
import { LeaveLoop, ReturnFrom } from "./flow";
import { endedJobs } from "./jobs";
import { loadHistory } from "./history";
import { createLineEditor } from "./line-editor";
import { say, variable, type Scope } from "./scope";
import type { Shell } from "./shell";
import { completionsFor } from "./completion";

/** `\w`, `\$` and their kin in `PS1`. */
function promptText(scope: Scope): string {
  const folder = workingFolder(scope);
  const home = variable(scope.state, "HOME") ?? "";
  const short =
    home !== "" && (folder === home || folder.startsWith(`${home}/`)) ? `~${folder.slice(home.length)}` : folder;
  const meanings: Readonly<Record<string, string>> = {
    w: short,
    W: short.slice(short.lastIndexOf("/") + 1) || "/",
    u: variable(scope.state, "USER") ?? "user",
    h: "tabsmith",
    $: "$",
    n: "\n",
    e: "\x1b",
    "\\": "\\",
    "[": "",
    "]": "",
  };
  const text = variable(scope.state, "PS1") ?? "$ ";
  return text.replace(/\\(.)/g, (whole, sign: string) => meanings[sign] ?? whole);
}

const isUnfinished = (text: string): boolean =>
  /\\$/.test(text) ||
  (parse(text).errors ?? []).some(({ message }) =>
    /unterminated|to close|expected '(?:then|do|done|fi|esac|\})'/.test(message),
  );

/** Reads lines until they make a whole command; undefined at the end of input. */
function readCommand(scope: Scope, editor: ReturnType<typeof createLineEditor>): string | undefined {
  let text = "";
  let prompt = promptText(scope);
  for (;;) {
    const line = editor.read(prompt);
    if (line.type === "end") return text === "" ? undefined : text;
    if (line.type !== "line") {
      scope.state.status = 130;
      return "";
    }
    text += line.text;
    if (!isUnfinished(text)) return text;
    text += "\n";
    prompt = variable(scope.state, "PS2") ?? "> ";
  }
}

function tellEnded(shell: Shell, scope: Scope): void {
  for (const job of endedJobs(scope, shell.jobs)) {
    say(
      scope,
      2,
      `[${job.number}]  ${job.status === 0 ? "Done" : `Exit ${job.status}`}                    ${job.text}\n`,
    );
  }
}

/** Reads and runs commands until the end of input. ^C ends what runs, never the shell. */
export function runPrompt(shell: Shell, scope: Scope): number {
  const { system, state } = scope;
  for (const signal of [signals.SIGINT, signals.SIGQUIT, signals.SIGTSTP, signals.SIGTTOU])
    system.onSignal(signal, "ignore");
  system.foreground(0, system.ownGroup());
  loadHistory(scope, shell.history);
  const editor = createLineEditor(scope, shell.history, (text) => completionsFor(text, scope, shell));
  for (;;) {
    tellEnded(shell, scope);
    const text = readCommand(scope, editor);
    if (text === undefined) {
      say(scope, 2, "exit\n");
      return state.status;
    }
    try {
      if (text.trim() !== "") shell.runText(text, scope);
    } catch (error) {
      if (!(error instanceof LeaveLoop || error instanceof ReturnFrom)) throw error;
    }
  }
}

import { parse } from "unbash";
import { signals } from "../protocol/signals.data";
import { LeaveLoop, ReturnFrom } from "./flow";
import { endedJobs } from "./jobs";
import { loadHistory } from "./history";
import { createLineEditor } from "./line-editor";
import { expandPrompt } from "./expand";
import { say, variable, type Scope } from "./scope";
import type { Shell } from "./shell";
import { completionsFor } from "./completion";

const isUnfinished = (text: string): boolean =>
  /\\$/.test(text) ||
  (parse(text).errors ?? []).some(({ message }) =>
    /unterminated|to close|expected '(?:then|do|done|fi|esac|\})'/.test(message),
  );

/** Reads lines until they make a whole command; undefined at the end of input. */
function readCommand(scope: Scope, editor: ReturnType<typeof createLineEditor>): string | undefined {
  let text = "";
  let prompt = expandPrompt(variable(scope.state, "PS1") ?? "$ ", scope);
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
    prompt = expandPrompt(variable(scope.state, "PS2") ?? "> ", scope);
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

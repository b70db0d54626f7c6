import { rawTerminal } from "../protocol/constants";
import { complete, type Completion } from "./completion";
import { edit, emptyLine, type EditedLine } from "./edited-line";
import { remember } from "./history";
import { keysOf } from "./keys";
import { createPainter, type Painter, type Screen } from "./painter";
import { beginSearch, foundLine, searchKey, searchPrompt } from "./reverse-search";
import { showChoices } from "./show-choices";
import type { Scope } from "./scope";

export type Line =
  { readonly type: "line"; readonly text: string } | { readonly type: "cancelled" } | { readonly type: "end" };

export interface LineEditor {
  readonly read: (prompt: string) => Line;
}

interface KeyReader {
  readonly next: () => string | undefined;
  readonly unread: (key: string) => void;
}

/** The keys that come in, one by one; undefined at the end of input. */
function createKeyReader({ system }: Scope): KeyReader {
  const decoder = new TextDecoder();
  let pending: string[] = [];
  return {
    next: () => {
      while (pending.length === 0) {
        const bytes = system.read(0, 4096);
        if (bytes.length === 0) return undefined;
        pending = keysOf(decoder.decode(bytes, { stream: true }));
      }
      return pending.shift();
    },
    unread: (key) => void pending.unshift(key),
  };
}

interface Parts {
  readonly screen: Screen;
  readonly painter: Painter;
  readonly keys: KeyReader;
  readonly history: readonly string[];
  readonly completions: (text: string) => Completion;
}

/** `^R` until a line is chosen; the key that ended it is read again. */
function search({ painter, keys, history }: Parts, before: EditedLine): EditedLine {
  let now = beginSearch(before, history);
  for (;;) {
    painter.paint(searchPrompt(now), foundLine(now, history));
    const key = keys.next();
    if (key === undefined) return before;
    const step = searchKey(now, key, history);
    if (step.type === "left") {
      if (step.key !== undefined) keys.unread(step.key);
      return step.line;
    }
    now = step.search;
  }
}

function change(parts: Parts, line: EditedLine, key: string): EditedLine {
  const { screen, painter, completions, history } = parts;
  if (key === "\x12") return search(parts, line);
  if (key === "\x0c") {
    screen.write("\x1b[H\x1b[2J");
    painter.begin();
    return line;
  }
  if (key !== "\t") return edit(line, key, history);
  return complete(line, completions(line.text.slice(0, line.cursor)), (choices) => {
    screen.write(`\n${showChoices(choices, screen.columns())}`);
    painter.begin();
  });
}

/** Reads keys until the line is done; answers what was last cut out of it as well. */
function readKeys(parts: Parts, prompt: string, killed: string): { readonly line: Line; readonly killed: string } {
  const { painter, keys, screen } = parts;
  let line: EditedLine = { ...emptyLine, killed };
  painter.begin();
  painter.paint(prompt, line);
  for (;;) {
    const key = keys.next();
    if (key === undefined || (key === "\x04" && line.text === "")) return { line: { type: "end" }, killed };
    const isEnter = key === "\r" || key === "\n";
    if (key === "\x03" || isEnter) {
      painter.paint(prompt, { ...line, cursor: line.text.length });
      screen.write(isEnter ? "\n" : "^C\n");
      return { line: isEnter ? { type: "line", text: line.text } : { type: "cancelled" }, killed: line.killed };
    }
    line = change(parts, line, key);
    painter.paint(prompt, line);
  }
}

/** Reads lines with editing, history and completion, on the shell's own terminal. */
export function createLineEditor(
  scope: Scope,
  history: string[],
  completions: (text: string) => Completion,
): LineEditor {
  const { system } = scope;
  const screen: Screen = {
    write: (text) => {
      system.write(1, text);
    },
    columns: () => system.columns(0),
  };
  const parts: Parts = { screen, painter: createPainter(screen), keys: createKeyReader(scope), history, completions };
  let killed = "";
  return {
    read: (prompt) => {
      const before = system.terminalFlags(0);
      system.setTerminalFlags(0, rawTerminal);
      const [head = "", ...rest] = prompt.split("\n").toReversed();
      if (rest.length > 0) screen.write(`${rest.toReversed().join("\n")}\n`);
      const done = readKeys(parts, head, killed);
      ({ killed } = done);
      system.setTerminalFlags(0, before);
      if (done.line.type === "line") remember(scope, history, done.line.text);
      return done.line;
    },
  };
}

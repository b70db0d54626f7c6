import { rawTerminal } from "../protocol/constants";
import { complete, type Completion } from "./completion";
import { edit, emptyLine, type EditedLine } from "./edited-line";
import { createKeySplitter, pasteMarks } from "./keys";
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

/** The keys that come in, one by one; undefined at the end of input. A signal is told of, and the reading goes on. */
function createKeyReader({ system }: Scope, onSignal: () => void): KeyReader {
  const decoder = new TextDecoder();
  const split = createKeySplitter();
  let pending: string[] = [];
  return {
    next: () => {
      while (pending.length === 0) {
        const bytes = system.readUnlessSignal(0, 4096);
        if (bytes === undefined) onSignal();
        else if (bytes.length === 0) return undefined;
        else pending = split(decoder.decode(bytes, { stream: true }));
      }
      return pending.shift();
    },
    unread: (key) => void pending.unshift(key),
  };
}

interface Parts {
  /** Draws the line anew: the terminal has another width. */
  repaint: () => void;
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

/** More than these are shown only to who wants to see them. */
const many = 100;

function wantsAll({ screen, keys }: Parts, count: number): boolean {
  if (count <= many) return true;
  screen.write(`\nDisplay all ${count} possibilities? (y or n)`);
  for (;;) {
    const key = keys.next()?.toLowerCase();
    if (key === "y" || key === " " || key === "\t") return true;
    if (key === undefined || key === "n" || key === "\x7f" || key === "\x03") return false;
  }
}

/** The first Tab that has nothing to add only rings; the second one shows what there is. */
function show(parts: Parts, choices: readonly string[], isSecond: boolean): void {
  const { screen, painter } = parts;
  if (!isSecond) {
    screen.write("\x07");
    return;
  }
  screen.write(wantsAll(parts, choices.length) ? `\n${showChoices(choices, screen.columns())}` : "\n");
  painter.begin();
}

/** `^V`: the next key stands for itself. */
const insertedAsIs = (line: EditedLine, key: string): EditedLine => ({
  ...line,
  text: line.text.slice(0, line.cursor) + key + line.text.slice(line.cursor),
  cursor: line.cursor + key.length,
});

function change(parts: Parts, line: EditedLine, key: string, before: string): EditedLine {
  const { screen, painter, completions, history, keys } = parts;
  if (key === "\x16") return insertedAsIs(line, keys.next() ?? "");
  if (key === "\x12") return search(parts, line);
  if (key === "\x0c") {
    screen.write("\x1b[H\x1b[2J");
    painter.begin();
    return line;
  }
  if (key !== "\t") return edit(line, key, history);
  return complete(line, completions(line.text.slice(0, line.cursor)), (choices) => {
    show(parts, choices, before === "\t");
  });
}

/** Reads keys until the line is done; answers what was last cut out of it as well. */
function readKeys(parts: Parts, prompt: string, killed: string): { readonly line: Line; readonly killed: string } {
  const { painter, keys, screen } = parts;
  let line: EditedLine = { ...emptyLine, killed };
  let before = "";
  parts.repaint = () => {
    painter.paint(prompt, line);
  };
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
    line = change(parts, line, key, before);
    before = key;
    painter.paint(prompt, line);
  }
}

/** Reads lines with editing, history and completion, on the shell's own terminal. */
export function createLineEditor(
  scope: Scope,
  history: readonly string[],
  completions: (text: string) => Completion,
  onSignal: () => void,
): LineEditor {
  const { system } = scope;
  const screen: Screen = {
    write: (text) => {
      system.write(1, text);
    },
    columns: () => system.columns(0),
  };
  const parts: Parts = {
    screen,
    painter: createPainter(screen),
    keys: createKeyReader(scope, () => {
      onSignal();
      parts.repaint();
    }),
    history,
    completions,
    repaint: () => undefined,
  };
  let killed = "";
  return {
    read: (prompt) => {
      const before = system.terminalFlags(0);
      system.setTerminalFlags(0, rawTerminal);
      const [head = "", ...rest] = prompt.split("\n").toReversed();
      screen.write(pasteMarks.on);
      if (rest.length > 0) screen.write(`${rest.toReversed().join("\n")}\n`);
      const done = readKeys(parts, head, killed);
      ({ killed } = done);
      parts.repaint = () => undefined;
      screen.write(pasteMarks.off);
      system.setTerminalFlags(0, before);
      return done.line;
    },
  };
}

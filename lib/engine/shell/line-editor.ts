import { rawTerminal } from "../protocol/constants";
import type { Completion } from "./completion";
import { edit, emptyLine, type EditedLine } from "./edited-line";
import { keysOf } from "./keys";
import type { Scope } from "./scope";

export type Line =
  { readonly type: "line"; readonly text: string } | { readonly type: "cancelled" } | { readonly type: "end" };

const colour = new RegExp(String.raw`\x1b\[[\d;]*m`, "g");

/** The display width of a prompt, without what only colours it. */
const widthOf = (text: string): number => text.replace(colour, "").length;

interface Screen {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/** Draws the line anew from the prompt on, also over several rows. */
function createPainter(screen: Screen) {
  let row = 0;
  return {
    begin: () => {
      row = 0;
    },
    paint: (prompt: string, { text, cursor }: EditedLine) => {
      const columns = Math.max(1, screen.columns());
      const start = widthOf(prompt);
      const end = start + text.length;
      const at = start + cursor;
      const up = row > 0 ? `\x1b[${row}A` : "";
      const fill = end > 0 && end % columns === 0 ? " \r" : "";
      row = Math.floor(at / columns);
      const back = Math.floor(end / columns) - row;
      const column = at % columns;
      screen.write(
        `\r${up}\x1b[J${prompt}${text}${fill}${back > 0 ? `\x1b[${back}A` : ""}\r${column > 0 ? `\x1b[${column}C` : ""}`,
      );
    },
  };
}

function commonStart(choices: readonly string[]): string {
  const [first = "", ...rest] = choices;
  let length = first.length;
  for (const choice of rest) while (!choice.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Puts in what all choices begin with; shows them when that is nothing new. */
function complete(
  line: EditedLine,
  { length, choices }: Completion,
  show: (choices: readonly string[]) => void,
): EditedLine {
  const start = commonStart(choices);
  if (start.length <= length) {
    if (choices.length > 1) show(choices);
    return line;
  }
  const before = line.text.slice(0, line.cursor - length) + start;
  return { ...line, text: before + line.text.slice(line.cursor), cursor: before.length };
}

/** Reads lines with editing, history and completion, on the shell's own terminal. */
export function createLineEditor(scope: Scope, completions: (text: string) => Completion) {
  const { system } = scope;
  const history: string[] = [];
  const screen: Screen = {
    write: (text) => {
      system.write(1, text);
    },
    columns: () => system.columns(0),
  };
  const painter = createPainter(screen);
  let pending: string[] = [];

  const nextKey = (): string | undefined => {
    if (pending.length === 0) {
      const bytes = system.read(0, 4096);
      if (bytes.length === 0) return undefined;
      pending = keysOf(new TextDecoder().decode(bytes));
    }
    return pending.shift();
  };

  const readKeys = (prompt: string): Line => {
    let line = emptyLine;
    painter.begin();
    painter.paint(prompt, line);
    for (;;) {
      const key = nextKey();
      if (key === undefined || (key === "\x04" && line.text === "")) return { type: "end" };
      if (key === "\x03") {
        screen.write("^C\n");
        return { type: "cancelled" };
      }
      if (key === "\r" || key === "\n") {
        painter.paint(prompt, { ...line, cursor: line.text.length });
        screen.write("\n");
        return { type: "line", text: line.text };
      }
      if (key === "\x0c") {
        screen.write("\x1b[H\x1b[2J");
        painter.begin();
      } else if (key === "\t") {
        line = complete(line, completions(line.text.slice(0, line.cursor)), (choices) => {
          screen.write(`\n${choices.map((choice) => choice.trim()).join("  ")}\n`);
          painter.begin();
        });
      } else line = edit(line, key, history);
      painter.paint(prompt, line);
    }
  };

  return {
    read: (prompt: string): Line => {
      const before = system.terminalFlags(0);
      system.setTerminalFlags(0, rawTerminal);
      const [head = "", ...rest] = prompt.split("\n").toReversed();
      if (rest.length > 0) screen.write(`${rest.toReversed().join("\n")}\n`);
      const line = readKeys(head);
      system.setTerminalFlags(0, before);
      if (line.type === "line" && line.text.trim() !== "" && history.at(-1) !== line.text) history.push(line.text);
      return line;
    },
  };
}

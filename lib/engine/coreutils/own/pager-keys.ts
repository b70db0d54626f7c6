import type { Call } from "./command";
import type { Keyboard } from "./keyboard";
import { marked, rowsOf } from "./pager-view";

export interface Document {
  readonly name: string;
  readonly lines: string[];
}

export interface View {
  readonly document: Document;
  readonly keyboard: Keyboard;
  readonly flags: ReadonlySet<string>;
  top: number;
  pattern: RegExp | undefined;
  backwards: boolean;
  message: string;
  /** Where letters like `5` before a command wait for it. */
  count: string;
}

export const screen = () => ({ rows: Math.max(2, process.stdout.rows || 24), columns: process.stdout.columns || 80 });

/** How many lines fill the screen from the top, and what is drawn of them. */
function drawn(view: View): { readonly rows: readonly string[]; readonly end: number } {
  const { rows, columns } = screen();
  const shown: string[] = [];
  let line = view.top;
  const digits = view.flags.has("N");
  for (; line < view.document.lines.length && shown.length < rows - 1; line++) {
    const before = digits ? `${String(line + 1).padStart(7)} ` : "";
    shown.push(...rowsOf(before + (view.document.lines[line] ?? ""), columns, view.flags.has("S")));
  }
  return { rows: shown.slice(0, rows - 1), end: line };
}

function draw(call: Call, view: View): void {
  const { rows, end } = drawn(view);
  const blank = screen().rows - 1 - rows.length;
  const atEnd = end >= view.document.lines.length;
  const usual = atEnd
    ? "\x1b[7m(END)\x1b[27m"
    : view.top === 0 && view.document.name !== ""
      ? `\x1b[7m${view.document.name}\x1b[27m`
      : ":";
  const status = view.count !== "" ? `:${view.count}` : view.message === "" ? usual : `\x1b[7m${view.message}\x1b[27m`;
  const text = [...rows.map((row) => marked(row, view.pattern)), ...Array.from({ length: blank }, () => "~")];
  call.out(`\x1b[H\x1b[J${text.join("\r\n")}\x1b[m\r\n${status}`);
  view.message = "";
}

/** The last line that still leaves the screen full. */
function lastTop({ document, flags }: View): number {
  const { rows, columns } = screen();
  let used = 0;
  for (let line = document.lines.length - 1; line >= 0; line--) {
    used += rowsOf(document.lines[line] ?? "", columns, flags.has("S")).length;
    if (used > rows - 1) return line + 1;
  }
  return 0;
}

function go(view: View, line: number): void {
  view.top = Math.max(0, Math.min(line, lastTop(view)));
}

function search(view: View, backwards: boolean): void {
  const { pattern, document } = view;
  if (pattern === undefined) {
    view.message = "No previous regular expression";
    return;
  }
  const step = backwards ? -1 : 1;
  for (let line = view.top + step; line >= 0 && line < document.lines.length; line += step) {
    if (!pattern.test(document.lines[line] ?? "")) continue;
    view.top = line;
    return;
  }
  view.message = "Pattern not found  (press RETURN)";
}

/** Reads what is typed on the last line, up to Enter; undefined where it was taken back. */
async function typed(call: Call, view: View, sign: string): Promise<string | undefined> {
  let text = "";
  for (;;) {
    call.out(`\r\x1b[K${sign}${text}`);
    const key = await view.keyboard.next();
    if (key === undefined || key === "\x03" || key === "\x1b") return undefined;
    if (key === "\r" || key === "\n") return text;
    if (key === "\x7f" || key === "\b") {
      if (text === "") return undefined;
      text = text.slice(0, -1);
    } else if (key.length === 1 && key >= " ") text += key;
  }
}

async function ask(call: Call, view: View, sign: "/" | "?"): Promise<void> {
  const text = await typed(call, view, sign);
  if (text === undefined) return;
  view.backwards = sign === "?";
  if (text !== "") {
    const ignores = view.flags.has("I") || (view.flags.has("i") && text === text.toLowerCase());
    try {
      view.pattern = new RegExp(text, ignores ? "i" : "");
    } catch {
      view.message = "Invalid pattern  (press RETURN)";
      return;
    }
  }
  if (view.pattern?.test(view.document.lines[view.top] ?? "") === true && !view.backwards && view.top === 0) return;
  search(view, view.backwards);
}

type Act = (view: View, count: number) => void;

const page = () => screen().rows - 1;
const acts: Readonly<Record<string, Act>> = Object.fromEntries(
  (
    [
      [
        [" ", "f", "\x06", "\x16", "\x1b[6~"],
        (view, count) => {
          go(view, Math.max(view.top + 1, drawn(view).end) + (count - 1) * page());
        },
      ],
      [
        ["b", "\x02", "\x1b[5~"],
        (view, count) => {
          go(view, view.top - page() * count);
        },
      ],
      [
        ["\r", "\n", "j", "e", "\x0e", "\x05", "\x1b[B", "\x1bOB"],
        (view, count) => {
          go(view, view.top + count);
        },
      ],
      [
        ["k", "y", "\x10", "\x19", "\x1b[A", "\x1bOA"],
        (view, count) => {
          go(view, view.top - count);
        },
      ],
      [
        ["d", "\x04"],
        (view) => {
          go(view, view.top + Math.floor(page() / 2));
        },
      ],
      [
        ["u", "\x15"],
        (view) => {
          go(view, view.top - Math.floor(page() / 2));
        },
      ],
      [
        ["g", "<", "\x1b[H", "\x1bOH", "\x1b[1~"],
        (view, count) => {
          go(view, count - 1);
        },
      ],
      [
        ["G", ">", "\x1b[F", "\x1bOF", "\x1b[4~"],
        (view) => {
          go(view, view.count === "" ? Number.POSITIVE_INFINITY : Number(view.count) - 1);
        },
      ],
      [
        ["n"],
        (view) => {
          search(view, view.backwards);
        },
      ],
      [
        ["N"],
        (view) => {
          search(view, !view.backwards);
        },
      ],
      [
        ["="],
        (view) => {
          view.message = `${view.document.name || "(standard input)"} lines ${view.top + 1}-${drawn(view).end}/${view.document.lines.length}`;
        },
      ],
    ] as readonly (readonly [readonly string[], Act])[]
  ).flatMap(([names, act]) => names.map((name): [string, Act] => [name, act])),
);

/** Leaves with the key that did it; undefined goes on. */
async function press(call: Call, view: View, key: string): Promise<string | undefined> {
  if (["q", "Q", "\x03"].includes(key)) return "q";
  if (/^\d$/.test(key)) {
    view.count += key;
    return undefined;
  }
  const left = key === ":" ? await typed(call, view, ":") : undefined;
  if (left !== undefined && ["q", "n", "p"].includes(left)) return left;
  if (key === "/" || key === "?") await ask(call, view, key);
  else if (key === "h") view.message = "space: next page  b: back  /: search  n: next  g/G: start/end  q: quit";
  else acts[key]?.(view, Number(view.count || 1));
  view.count = "";
  return undefined;
}

/** Turns the pages of one document; answers the key that left it. */
export async function browse(call: Call, view: View): Promise<string> {
  const again = () => {
    draw(call, view);
  };
  process.stdout.on("resize", again);
  try {
    for (;;) {
      draw(call, view);
      const left = await press(call, view, (await view.keyboard.next()) ?? "q");
      if (left !== undefined) return left;
    }
  } finally {
    process.stdout.off("resize", again);
  }
}

/** Where one begins: `+G`, `+40`, `+/text`. */
export function begin(view: View, first: string): void {
  if (first === "G") go(view, Number.POSITIVE_INFINITY);
  else if (/^\d+$/.test(first)) go(view, Number(first) - 1);
  else if (first.startsWith("/")) {
    view.pattern = new RegExp(first.slice(1));
    if (!view.pattern.test(view.document.lines[0] ?? "")) search(view, false);
  }
}

import { ScriptError, type SedCommand } from "./commands";
import { ScriptReader } from "./reader";

type Body = SedCommand extends infer One
  ? One extends SedCommand
    ? Omit<One, "at" | "from" | "to" | "isNegated">
    : never
  : never;

const plain = "=dDFgGhHnNpPxz";

/** The text of `a`, `i` and `c`: on the same line, or on those behind a backslash. */
function textOf(reader: ScriptReader): string {
  reader.skip(/[ \t]/u);
  if (reader.isOver) reader.fail("expected \\ after `a', `c' or `i'");
  const [ending = ""] = /^\\(?:[ \t]*\n)?/u.exec(reader.script.slice(reader.at)) ?? [];
  reader.at += ending.length;
  let text = "";
  for (; !reader.isOver && reader.next !== "\n"; reader.at += 1) {
    const { next = "" } = reader;
    if (next === "\\") reader.at += 1;
    text += next === "\\" ? (reader.next ?? "") : next;
  }
  return `${text}\n`;
}

function fileOf(reader: ScriptReader): string {
  reader.skip(/[ \t]/u);
  const file = reader.line();
  return file === "" ? reader.fail("missing filename in r/R/w/W commands") : file;
}

function labelOf(reader: ScriptReader, ends: RegExp): string {
  reader.skip(/[ \t]/u);
  const from = reader.at;
  while (!reader.isOver && !ends.test(reader.next ?? "")) reader.at += 1;
  return reader.script.slice(from, reader.at).trimEnd();
}

function translation(reader: ScriptReader): ReadonlyMap<string, string> {
  const end = reader.next ?? reader.fail("unterminated `y' command");
  reader.at += 1;
  const read = (): readonly string[] => {
    const text = reader.delimited(end, "unterminated `y' command", false);
    return Array.from(text.replace(/\\([\\n])/gu, (_, sign: string) => (sign === "n" ? "\n" : "\\")));
  };
  const from = read();
  const to = read();
  if (from.length !== to.length) reader.fail("strings for `y' command are different lengths");
  return new Map(from.map((sign, at) => [sign, to[at] ?? ""]));
}

function optionalNumber(reader: ScriptReader): number | undefined {
  reader.skip(/[ \t]/u);
  return /\d/u.test(reader.next ?? "") ? reader.number() : undefined;
}

const readers: Readonly<Record<string, (reader: ScriptReader, name: string) => Body>> = {
  a: (reader, name) => ({ type: "text", name: name as "a", text: textOf(reader) }),
  b: (reader, name) => ({ type: "jump", name: name as "b", label: labelOf(reader, /[;\n}]/u) }),
  ":": (reader) => {
    const label = labelOf(reader, /[;\n]/u);
    return label === "" ? reader.fail('":" lacks a label') : { type: "label", label };
  },
  r: (reader, name) => ({ type: "file", name: name as "r", file: fileOf(reader) }),
  q: (reader, name) => ({ type: "quit", name: name as "q", code: optionalNumber(reader) ?? 0 }),
  l: (reader) => ({ type: "list", width: optionalNumber(reader) }),
  s: (reader) => ({ type: "substitute", substitution: reader.substitution() }),
  y: (reader) => ({ type: "translate", map: translation(reader) }),
  "{": () => ({ type: "open", close: 0 }),
  "}": () => ({ type: "close" }),
  e: (reader) => {
    reader.skip(/[ \t]/u);
    return { type: "run", command: reader.line() };
  },
  v: (reader) => {
    reader.line();
    return { type: "label", label: "" };
  },
};

/** Commands that are read as another one is. */
const alike: Readonly<Record<string, string>> = { i: "a", c: "a", t: "b", T: "b", R: "r", w: "r", W: "r", Q: "q" };

function bodyOf(name: string, reader: ScriptReader): Body {
  if (plain.includes(name)) return { type: "plain", name: name as "d" };
  const read = readers[alike[name] ?? name];
  return read === undefined ? reader.fail(`unknown command: \`${name}'`) : read(reader, name);
}

/** A command with what stands before it; undefined for a comment. */
function commandAt(reader: ScriptReader, at: number): SedCommand | undefined {
  const from = reader.address();
  reader.skip(/[ \t]/u);
  if (from !== undefined && reader.next === ",") {
    reader.at += 1;
    const to = reader.end();
    return finished(reader, at, { from, to });
  }
  if (from?.type === "line" && from.line === 0) reader.fail("invalid usage of line address 0");
  return finished(reader, at, from === undefined ? {} : { from });
}

function isNegated(reader: ScriptReader): boolean {
  let found = false;
  for (reader.skip(/[ \t]/u); reader.next === "!"; reader.skip(/[ \t]/u)) {
    found = true;
    reader.at += 1;
  }
  return found;
}

const addressless: Readonly<Record<string, string>> = {
  "#": "comments don't accept any addresses",
  ":": ": doesn't want any addresses",
  "}": "} doesn't want any addresses",
};

function finished(reader: ScriptReader, at: number, range: Pick<SedCommand, "from" | "to">): SedCommand | undefined {
  const negated = isNegated(reader);
  if (reader.isOver) reader.fail("missing command");
  const name = reader.next ?? "";
  reader.at += 1;
  const refusal = addressless[name];
  if (range.from !== undefined && refusal !== undefined) reader.fail(refusal);
  if (name === "#") {
    reader.line();
    return undefined;
  }
  const command = { ...bodyOf(name, reader), ...range, isNegated: negated, at } as SedCommand;
  if (command.type !== "open") expectEnd(reader);
  return command;
}

function expectEnd(reader: ScriptReader): void {
  reader.skip(/[ \t]/u);
  if (reader.isOver || /[\n;}#]/u.test(reader.next ?? "")) return;
  reader.at += 1;
  reader.fail("extra characters after command");
}

/** The commands of a script, each brace knowing where it is closed. */
export function parseScript(script: string, isExtended: boolean): readonly SedCommand[] {
  const reader = new ScriptReader(script, isExtended);
  const commands: SedCommand[] = [];
  const open: number[] = [];
  for (reader.skip(/[\s;]/u); !reader.isOver; reader.skip(/[\s;]/u)) {
    const command = commandAt(reader, commands.length);
    if (command?.type === "open") open.push(commands.length);
    if (command?.type === "close") close(commands, open.pop(), reader);
    if (command !== undefined) commands.push(command);
  }
  if (open.length > 0) throw new ScriptError("unmatched `{'", 0);
  checkLabels(commands);
  return commands;
}

function close(commands: SedCommand[], at: number | undefined, reader: ScriptReader): void {
  const opening = at === undefined ? undefined : commands[at];
  if (at === undefined || opening?.type !== "open") reader.fail("unexpected `}'");
  else commands[at] = { ...opening, close: commands.length };
}

function checkLabels(commands: readonly SedCommand[]): void {
  const labels = new Set(commands.map((one) => (one.type === "label" ? one.label : "")));
  for (const one of commands)
    if (one.type === "jump" && one.label !== "" && !labels.has(one.label))
      throw new ScriptError(`can't find label for jump to \`${one.label}'`);
}

import { paint, type Context } from "./context";
import { kindOf, type Change } from "./changes";
import { hunksBetween, type Hunk } from "./hunks";
import { movedName, type Rename, type Shown } from "./renames";
import type { FileState } from "./snapshot";

export interface Texts {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const decoder = new TextDecoder();
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);

/** How a patch is written. */
export interface PatchForm {
  /** Lines around each change. */
  readonly context?: number;
  readonly prefixes?: readonly [string, string];
  /** Blanks at the ends of lines, or all of them, are of no account. */
  readonly ignores?: "nothing" | "amount of blanks" | "blanks";
}

const hunksOf = ({ before, after }: Texts, { context = 3, ignores = "nothing" }: PatchForm = {}): readonly Hunk[] =>
  hunksBetween(decoder.decode(before), decoder.decode(after), context, comparable[ignores]);

const comparable = {
  nothing: undefined,
  "amount of blanks": (line: string) => line.replaceAll(/\s+/gu, " ").trimEnd(),
  blanks: (line: string) => line.replaceAll(/\s/gu, ""),
} as const;

const headOf = ({ oldStart, oldCount, newStart, newCount }: Hunk): string =>
  `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`;

const range = (start: number, count: number): string => (count === 1 ? String(start) : `${start},${count}`);

const modeText = (mode: number): string => mode.toString(8).padStart(6, "0");

const isSame = ({ before, after }: Change): boolean => before?.oid === after?.oid;

const sideNames = ({ before, after }: Change, from: string, to: string): readonly [string, string] => [
  before ? from : "/dev/null",
  after ? to : "/dev/null",
];

/** One file's part of a patch, as git writes it. */
export function writePatch(context: Pick<Context, "color">, change: Shown, texts: Texts, form: PatchForm = {}): string {
  const bold = (text: string) => `${paint(context, "bold", text)}\n`;
  const { prefixes: [a, b] = ["a/", "b/"], ignores = "nothing" } = form;
  const from = a + (change.rename?.from ?? change.path);
  const to = b + change.path;
  const head = bold(`diff --git ${from} ${to}`) + modeLines(change).map(bold).join("");
  if (isSame(change)) return head;
  const names = sideNames(change, from, to);
  if (isBinary(texts.before) || isBinary(texts.after))
    return `${head}Binary files ${names[0]} and ${names[1]} differ\n`;
  const hunks = hunksOf(texts, form);
  if (hunks.length === 0) return ignores === "nothing" ? head : "";
  const body = hunks.map((hunk) => paint(context, "cyan", headOf(hunk)) + opening(texts, hunk) + lines(context, hunk));
  return head + bold(`--- ${names[0]}`) + bold(`+++ ${names[1]}`) + body.join("");
}

/** The line that opens the part of the file a hunk is in, which git shows behind the hunk's numbers. */
function opening(texts: Texts, hunk: Hunk): string {
  const above = decoder
    .decode(texts.before)
    .split("\n")
    .slice(0, Math.max(0, hunk.oldStart - (hunk.oldCount === 0 ? 0 : 1)));
  const found = above.findLast((line) => /^[A-Za-z_$]/u.test(line));
  return found === undefined ? "\n" : ` ${found.slice(0, 80).trimEnd()}\n`;
}

const colors = { "+": "green", "-": "red" } as const;

function lines(context: Pick<Context, "color">, { lines: all }: Hunk): string {
  return all
    .map(({ mark, text }) => {
      const color = mark === "+" || mark === "-" ? colors[mark] : undefined;
      // Git looks for blanks at the end of what is new, so that its sign is painted by itself.
      if (mark === "+" && text !== "") return `${paint(context, "green", mark)}${paint(context, "green", text)}\n`;
      const reset = context.color && mark === " " ? "\u001B[m" : "";
      return color ? `${paint(context, color, mark + text)}\n` : `${mark}${text}${reset}\n`;
    })
    .join("");
}

function modeLines(change: Shown): readonly string[] {
  const { before, after, rename } = change;
  const plain = plainModeLines(change);
  if (!rename) return plain;
  const isIndex = (line: string) => line.startsWith("index ");
  const moved = [`similarity index ${rename.similarity}%`, `rename from ${rename.from}`, `rename to ${change.path}`];
  return [
    ...plain.filter((line) => !isIndex(line)),
    ...moved,
    ...(before?.oid === after?.oid ? [] : plain.filter(isIndex)),
  ];
}

function plainModeLines({ before, after }: Change): readonly string[] {
  const oids = `${shortOid(before)}..${shortOid(after)}`;
  if (!before) return after ? [`new file mode ${modeText(after.mode)}`, `index ${oids}`] : [];
  if (!after) return [`deleted file mode ${modeText(before.mode)}`, `index ${oids}`];
  if (before.mode === after.mode) return [`index ${oids} ${modeText(after.mode)}`];
  const modes = [`old mode ${modeText(before.mode)}`, `new mode ${modeText(after.mode)}`];
  return before.oid === after.oid ? modes : [...modes, `index ${oids}`];
}

const shortOid = (state: FileState | undefined): string => state?.oid.slice(0, 7) ?? "0000000";

export interface FileStat {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
  /** Sizes, for a file that is no text. */
  readonly binary?: readonly [number, number];
}

export function statOf(change: Shown, texts: Texts, form: PatchForm = {}): FileStat {
  const path = change.rename ? movedName(change.rename.from, change.path) : change.path;
  if (isBinary(texts.before) || isBinary(texts.after))
    return { path, added: 0, removed: 0, binary: [texts.before.length, texts.after.length] };
  const all = hunksOf(texts, form).flatMap(({ lines: own }) => own);
  const count = (mark: string) => all.filter((line) => line.mark === mark).length;
  return { path, added: count("+"), removed: count("-") };
}

const graphWidth = 50;

/** The table of `--stat`, with its last line. */
export function writeStat(context: Pick<Context, "color">, stats: readonly FileStat[]): string {
  if (stats.length === 0) return "";
  const width = Math.max(...stats.map(({ path }) => path.length));
  const most = Math.max(...stats.map(({ added, removed }) => added + removed));
  const digits = Math.max(...stats.map((stat) => (stat.binary ? 3 : String(stat.added + stat.removed).length)));
  const scale = most > graphWidth ? graphWidth / most : 1;
  const marks = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round(count * scale)));
  const rows = stats.map((stat) => {
    const name = ` ${stat.path.padEnd(width)} |`;
    if (stat.binary) return `${name} ${"Bin".padStart(digits)} ${stat.binary[0]} -> ${stat.binary[1]} bytes\n`;
    const plus = paint(context, "green", "+".repeat(marks(stat.added)));
    const minus = paint(context, "red", "-".repeat(marks(stat.removed)));
    const total = stat.added + stat.removed;
    return `${name} ${String(total).padStart(digits)}${total > 0 ? " " : ""}${stat.added ? plus : ""}${stat.removed ? minus : ""}\n`;
  });
  return rows.join("") + writeShortStat(stats);
}

export function writeShortStat(stats: readonly FileStat[]): string {
  const added = stats.reduce((sum, stat) => sum + stat.added, 0);
  const removed = stats.reduce((sum, stat) => sum + stat.removed, 0);
  const parts = [` ${stats.length} ${stats.length === 1 ? "file" : "files"} changed`];
  if (added > 0 || removed === 0) parts.push(`${added} ${added === 1 ? "insertion" : "insertions"}(+)`);
  if (removed > 0 || added === 0) parts.push(`${removed} ${removed === 1 ? "deletion" : "deletions"}(-)`);
  return `${parts.join(", ")}\n`;
}

const sureness = ({ similarity }: Rename): string => `R${String(similarity).padStart(3, "0")}`;

export const kindLine = (change: Shown): string =>
  change.rename
    ? `${sureness(change.rename)}\t${change.rename.from}\t${change.path}\n`
    : `${kindOf(change)}\t${change.path}\n`;

/** A line of `--raw`. `inTree`: what is new has no name in git yet. */
export function rawLine(change: Shown, inTree: boolean): string {
  const { before, after } = change;
  const modes = `:${modeText(before?.mode ?? 0)} ${modeText(after?.mode ?? 0)}`;
  return `${modes} ${shortOid(before)} ${inTree ? "0000000" : shortOid(after)} ${kindLine(change)}`;
}

export const numberLine = ({ path, added, removed, binary }: FileStat): string =>
  binary ? `-\t-\t${path}\n` : `${added}\t${removed}\t${path}\n`;

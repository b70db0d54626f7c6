import { paint, type Context } from "./context";
import { kindOf, type Change } from "./changes";
import { hunksBetween, type Hunk } from "./hunks";
import type { FileState } from "./snapshot";

export interface Texts {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const decoder = new TextDecoder();
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);

const hunksOf = ({ before, after }: Texts): readonly Hunk[] =>
  hunksBetween(decoder.decode(before), decoder.decode(after));

const headOf = ({ oldStart, oldCount, newStart, newCount }: Hunk): string =>
  `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`;

const range = (start: number, count: number): string => (count === 1 ? String(start) : `${start},${count}`);

const modeText = (mode: number): string => mode.toString(8).padStart(6, "0");

/** One file's part of a patch, as git writes it. */
export function writePatch(context: Pick<Context, "color">, change: Change, texts: Texts): string {
  const bold = (text: string) => `${paint(context, "bold", text)}\n`;
  const head = bold(`diff --git a/${change.path} b/${change.path}`) + modeLines(change).map(bold).join("");
  if (change.before?.oid === change.after?.oid) return head;
  const names = [change.before ? `a/${change.path}` : "/dev/null", change.after ? `b/${change.path}` : "/dev/null"];
  if (isBinary(texts.before) || isBinary(texts.after))
    return `${head}Binary files ${names[0]} and ${names[1]} differ\n`;
  const hunks = hunksOf(texts);
  if (hunks.length === 0) return head;
  const body = hunks.map((hunk) => paint(context, "cyan", headOf(hunk)) + opening(texts, hunk) + lines(context, hunk));
  return head + bold(`--- ${names[0]}`) + bold(`+++ ${names[1]}`) + body.join("");
}

/** The line that opens the part of the file a hunk is in, which git shows behind the hunk's numbers. */
function opening(texts: Texts, hunk: Hunk): string {
  const above = decoder
    .decode(texts.before)
    .split("\n")
    .slice(0, Math.max(0, hunk.oldStart - 1));
  const found = above.findLast((line) => /^[A-Za-z_$]/u.test(line));
  return found === undefined ? "\n" : ` ${found.slice(0, 80).trimEnd()}\n`;
}

const colors = { "+": "green", "-": "red" } as const;

function lines(context: Pick<Context, "color">, { lines: all }: Hunk): string {
  return all
    .map(({ mark, text }) => {
      const color = mark === "+" || mark === "-" ? colors[mark] : undefined;
      return `${color ? paint(context, color, mark + text) : mark + text}\n`;
    })
    .join("");
}

function modeLines({ before, after }: Change): readonly string[] {
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

export function statOf(change: Change, texts: Texts): FileStat {
  if (isBinary(texts.before) || isBinary(texts.after))
    return { path: change.path, added: 0, removed: 0, binary: [texts.before.length, texts.after.length] };
  const all = hunksOf(texts).flatMap(({ lines: own }) => own);
  const count = (mark: string) => all.filter((line) => line.mark === mark).length;
  return { path: change.path, added: count("+"), removed: count("-") };
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

export const kindLine = (change: Change): string => `${kindOf(change)}\t${change.path}\n`;

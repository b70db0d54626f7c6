import { paint, type Context } from "./context";
import { writeBinaryPatch } from "./binary-patch";
import { kindOf, type Change } from "./changes";
import type { DiffAlgorithm } from "./diff-algorithms";
import { hunksBetween, type Hunk } from "./hunks";
import { quotedPath } from "./quoted-path";
import { movedName, type Rename, type Shown } from "./renames";
import type { FileStat } from "./stat-table";
import { wordLines, type WordForm } from "./word-diff";
import type { FileState, Snapshot } from "./snapshot";

export interface Texts {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const decoder = new TextDecoder();
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);

const isNoText = ({ before, after }: Texts): boolean => isBinary(before) || isBinary(after);

/** How a patch is written. */
export interface PatchForm {
  /** Lines around each change. */
  readonly context?: number;
  readonly prefixes?: readonly [string, string];
  /** Blanks at the ends of lines, or all of them, are of no account. */
  readonly ignores?: "nothing" | "amount of blanks" | "blanks at ends" | "blanks" | "returns at ends";
  /** Lines of no account. */
  readonly idle?: ((line: string) => boolean) | undefined;
  readonly algorithm?: DiffAlgorithm | undefined;
  readonly byIndent?: boolean;
  /** What stands before the lines in place of `+`, `-` and a blank. */
  readonly signs?: Readonly<Record<"+" | "-" | " ", string>>;
  /** Of a file that is gone the lines aren't shown. */
  readonly hidesGone?: boolean;
  /** In place of the file's own name. */
  readonly names?: readonly [string, string];
  /** Whatever it holds, a file is taken for text. */
  readonly text?: boolean;
  readonly fullIndex?: boolean;
  /** What is no text stands in the patch whole. */
  readonly binary?: boolean;
  /** Of names of files that are shown in an `index` line. */
  readonly length?: number;
  /** The whole function around each change. */
  readonly wholeFunctions?: boolean;
  readonly words?: WordForm | undefined;
  readonly joins?: number;
}

const hunksOf = ({ before, after }: Texts, form: PatchForm = {}): readonly Hunk[] => {
  const { context = 3, ignores = "nothing", joins = 0, wholeFunctions = false, algorithm, byIndent, idle } = form;
  const widen = wholeFunctions ? isOpening : undefined;
  return hunksBetween(decoder.decode(before), decoder.decode(after), context, {
    comparable: comparable[ignores],
    joins,
    widen,
    algorithm,
    byIndent,
    idle,
  });
};

const isOpening = (line: string): boolean => /^[A-Za-z_$]/u.test(line);

const comparable = {
  nothing: undefined,
  "amount of blanks": (line: string) => line.replaceAll(/\s+/gu, " ").trimEnd(),
  "blanks at ends": (line: string) => line.trimEnd(),
  blanks: (line: string) => line.replaceAll(/\s/gu, ""),
  "returns at ends": (line: string) => line.replace(/\r+(?=\n?$)/u, ""),
} as const;

const headOf = ({ oldStart, oldCount, newStart, newCount }: Hunk): string =>
  `@@ -${range(oldStart, oldCount)} +${range(newStart, newCount)} @@`;

const range = (start: number, count: number): string => (count === 1 ? String(start) : `${start},${count}`);

const modeText = (mode: number): string => mode.toString(8).padStart(6, "0");

const isSame = ({ before, after }: Change): boolean => before?.oid === after?.oid;

/** One file's part of a patch, as git writes it. */
export function writePatch(context: Pick<Context, "color">, change: Shown, texts: Texts, form: PatchForm = {}): string {
  if (!isTypeChange(change)) return writeOne(context, change, texts, form);
  const { path, before, after } = change;
  const nothing = new Uint8Array();
  return (
    writeOne(context, { path, before, after: undefined }, { before: texts.before, after: nothing }, form) +
    writeOne(context, { path, before: undefined, after }, { before: nothing, after: texts.after }, form)
  );
}

function namesOf(
  { path, rename }: Shown,
  { prefixes: [a, b] = ["a/", "b/"], names = [rename?.from ?? path, path] }: PatchForm,
): readonly [string, string] {
  return [quotedPath(a + names[0]), quotedPath(b + names[1])];
}

/** A name with a blank in it ends in a tab, so that programs see where it ends. */
const ended = (name: string): string => (name.includes(" ") && !name.startsWith('"') ? `${name}\t` : name);

const isBinaryPatch = (texts: Texts, { binary, text }: PatchForm): boolean =>
  binary === true && text !== true && isNoText(texts);

const ignoresBlanks = ({ ignores = "nothing", idle }: PatchForm): boolean =>
  ignores !== "nothing" || idle !== undefined;

function writeOne(context: Pick<Context, "color">, change: Shown, texts: Texts, form: PatchForm): string {
  const bold = (text: string) => `${paint(context, "bold", text)}\n`;
  const [from, to] = namesOf(change, form);
  const isWhole = isBinaryPatch(texts, form);
  const head =
    bold(`diff --git ${from} ${to}`) +
    modeLines(change, isWhole ? { ...form, fullIndex: true } : form)
      .map(bold)
      .join("");
  if (isSame(change) || (form.hidesGone === true && !change.after)) return head;
  const names = [change.before ? from : "/dev/null", change.after ? to : "/dev/null"] as const;
  if (isWhole) return head + writeBinaryPatch(texts.before, texts.after);
  if (form.text !== true && isNoText(texts)) return `${head}Binary files ${names[0]} and ${names[1]} differ\n`;
  const hunks = hunksOf(texts, form);
  if (hunks.length === 0) return ignoresBlanks(form) ? "" : head;
  const write = ({ words }: PatchForm, hunk: Hunk) => (words ? wordLines(hunk, words) : lines(context, hunk, form));
  const body = hunks.map(
    (hunk) => paint(context, "cyan", headOf(hunk)) + opening(context, texts, hunk) + write(form, hunk),
  );
  return head + bold(`--- ${ended(names[0])}`) + bold(`+++ ${ended(names[1])}`) + body.join("");
}

/** The line that opens the part of the file a hunk is in, which git shows behind the hunk's numbers. */
function opening(context: Pick<Context, "color">, texts: Texts, hunk: Hunk): string {
  const above = decoder
    .decode(texts.before)
    .split("\n")
    .slice(0, Math.max(0, hunk.oldStart - (hunk.oldCount === 0 ? 0 : 1)));
  const found = above.findLast(isOpening);
  if (found === undefined) return "\n";
  const name = found.slice(0, 80).trimEnd();
  return context.color ? ` \u001B[m${name}\u001B[m\n` : ` ${name}\n`;
}

/** What is new, with blanks that should not be there marked; an indent is left as it is up to its last tab. */
function newText(context: Pick<Context, "color">, text: string): string {
  if (!context.color) return text;
  const body = text.replace(/\s+$/u, "");
  const lead = /^[ \t]*\t/u.exec(body)?.[0] ?? "";
  const marked = lead.replaceAll(/ +\t/gu, (part) => `\u001B[41m${part.slice(0, -1)}\u001B[m\t`);
  const end = text.slice(body.length);
  const middle = body.slice(lead.length);
  return (
    marked + (middle === "" ? "" : paint(context, "green", middle)) + (end === "" ? "" : `\u001B[41m${end}\u001B[m`)
  );
}

const colors = { "+": "green", "-": "red" } as const;

function lines(context: Pick<Context, "color">, { lines: all }: Hunk, { signs }: PatchForm): string {
  return all
    .map(({ mark: kind, text }) => {
      const mark = kind === "\\" ? kind : (signs?.[kind] ?? kind);
      const color = kind === "+" || kind === "-" ? colors[kind] : undefined;
      if (kind === "+" && text !== "") return `${paint(context, "green", mark)}${newText(context, text)}\n`;
      const reset = context.color && kind === " " ? "\u001B[m" : "";
      return color ? `${paint(context, color, mark + text)}\n` : `${mark}${text}${reset}\n`;
    })
    .join("");
}

function modeLines(change: Shown, form: PatchForm): readonly string[] {
  const { before, after, rename } = change;
  const plain = plainModeLines(change, form);
  if (!rename) return plain;
  const isIndex = (line: string) => line.startsWith("index ");
  const moved = [
    `similarity index ${rename.similarity}%`,
    `${rename.isCopy === true ? "copy" : "rename"} from ${quotedPath(rename.from)}`,
    `${rename.isCopy === true ? "copy" : "rename"} to ${quotedPath(change.path)}`,
  ];
  return [
    ...plain.filter((line) => !isIndex(line)),
    ...moved,
    ...(before?.oid === after?.oid ? [] : plain.filter(isIndex)),
  ];
}

function plainModeLines({ before, after }: Change, { fullIndex = false, length = 7 }: PatchForm): readonly string[] {
  const name = (state: FileState | undefined) => (state?.oid ?? none).slice(0, fullIndex ? 40 : length);
  const oids = `${name(before)}..${name(after)}`;
  if (!before) return after ? [`new file mode ${modeText(after.mode)}`, `index ${oids}`] : [];
  if (!after) return [`deleted file mode ${modeText(before.mode)}`, `index ${oids}`];
  if (before.mode === after.mode) return [`index ${oids} ${modeText(after.mode)}`];
  const modes = [`old mode ${modeText(before.mode)}`, `new mode ${modeText(after.mode)}`];
  return before.oid === after.oid ? modes : [...modes, `index ${oids}`];
}

export function statOf(change: Shown, texts: Texts, form: PatchForm = {}): FileStat {
  const path = change.rename ? movedName(change.rename.from, change.path) : quotedPath(change.path);
  if (isNoText(texts)) {
    const same = change.before?.oid === change.after?.oid;
    return { path, added: 0, removed: 0, binary: same ? [0, 0] : [texts.before.length, texts.after.length] };
  }
  if (isSame(change)) return { path, added: 0, removed: 0 };
  const all = hunksOf(texts, form).flatMap(({ lines: own }) => own);
  const count = (mark: string) => all.filter((line) => line.mark === mark).length;
  return { path, added: count("+"), removed: count("-") };
}

const sureness = ({ similarity, isCopy = false }: Rename): string =>
  `${isCopy ? "C" : "R"}${String(similarity).padStart(3, "0")}`;

/** What `--name-status` and `--raw` say of a file: a letter and its name, or both of its names. */
function kindParts(change: Shown): readonly string[] {
  if (change.rename) return [sureness(change.rename), change.rename.from, change.path];
  return [isTypeChange(change) ? "T" : kindOf(change), change.path];
}

/** With a zero byte behind each part, or on a line. */
const joinParts = (parts: readonly string[], zero: boolean): string =>
  zero ? parts.map((part) => `${part}\0`).join("") : `${parts.map((part) => quotedPath(part)).join("\t")}\n`;

export const kindLine = (change: Shown, zero = false): string => joinParts(kindParts(change), zero);

interface RawForm {
  /** What is new lies in the working tree; it has a name in git only where it is staged so. */
  readonly index?: Snapshot | undefined;
  readonly length?: number;
  readonly zero?: boolean;
}

/** A line of `--raw`. */
export function rawLine(change: Shown, { index, length = 7, zero = false }: RawForm): string {
  const { before, after } = change;
  const name = (state: FileState | undefined) => (state?.oid ?? none).slice(0, length);
  const isNamed = !index || index.get(change.path)?.oid === after?.oid;
  const [letter = "", ...names] = kindParts(change);
  const facts = `:${modeText(before?.mode ?? 0)} ${modeText(after?.mode ?? 0)} ${name(before)} ${isNamed ? name(after) : none.slice(0, length)}`;
  return joinParts([`${facts} ${letter}`, ...names], zero);
}

const none = "0".repeat(40);
const isLink = ({ mode }: FileState): boolean => mode === 0o120000;

/** A file that became a link, or the other way round: no line of it stayed. */
export const isTypeChange = ({ before, after }: Change): boolean =>
  before !== undefined && after !== undefined && isLink(before) !== isLink(after);

import type { ReadCommitResult } from "isomorphic-git";
import { colorEscape } from "./color-words";
import { fields, personFields, type Showing } from "./placeholder-fields";
import { trailersText } from "./trailers";
import { wrapped } from "./wrap-text";

/** A colour that was asked for; nothing where colours aren't wanted. */
function colorCode(words: string, color: boolean): string | undefined {
  const always = words.startsWith("always,");
  const escape = colorEscape(words.replace(/^(?:always|auto),/u, ""));
  return escape === undefined || color || always ? escape : "";
}

const pattern =
  /%(?:C\(([^)]*)\)|C(red|green|blue|reset)|(<\||>\||>>\||[<>]{1,2})\((-?\d+)(?:,(trunc|ltrunc|mtrunc))?\)|w\(([\d, ]*)\)|x([\da-fA-F]{2})|([-+ ]?)(\((?:trailers)[^)]*\)|[ac][nNeElLdDrtiIsh]|g[dDsneNE]|G[?GSKFPT]|[HhTtPpsfbBdDmneNS%]))/gu;

interface Column {
  readonly side: string;
  readonly width: number;
  readonly cut: string | undefined;
}

/** Leaves out what is too much, at the end, at the beginning or in the middle. */
function cutTo(text: string, { width, cut }: Column): string {
  if (cut === undefined || text.length <= width) return text;
  const kept = width - 2;
  if (cut === "trunc") return `${text.slice(0, kept)}..`;
  if (cut === "ltrunc") return `..${text.slice(text.length - kept)}`;
  const head = Math.floor(kept / 2);
  return `${text.slice(0, head)}..${text.slice(text.length - (kept - head))}`;
}

/** Fills a text up to the width that stood before it: `%<(10)%an`. */
function fit(whole: string, column: Column | undefined): string {
  if (!column) return whole;
  const text = cutTo(whole, column);
  if (column.side.startsWith(">") && column.side !== "><") return text.padStart(column.width);
  if (column.side.startsWith("<")) return text.padEnd(column.width);
  const left = Math.floor((column.width - text.length) / 2);
  return left <= 0 ? text : text.padStart(left + text.length).padEnd(column.width);
}

interface Writing {
  readonly result: ReadCommitResult;
  readonly showing: Showing;
  text: string;
  column: Column | undefined;
  /** Names are painted by themselves from here on. */
  paints: boolean;
  /** Where the part begins that is wrapped, and how. */
  wrap: { readonly from: number; readonly form: Parameters<typeof wrapped>[1] } | undefined;
}

/** A commit in a form of the person's own, such as `%h %s`. */
export function formatted(format: string, result: ReadCommitResult, showing: Showing): string {
  const writing: Writing = { result, showing, text: "", column: undefined, paints: false, wrap: undefined };
  let at = 0;
  for (const found of format.matchAll(pattern)) {
    writing.text += format.slice(at, found.index);
    at = found.index + found[0].length;
    if (!setForm(writing, found)) writeField(writing, found);
  }
  writing.text += format.slice(at);
  endWrap(writing);
  return writing.text;
}

function endWrap(writing: Writing): void {
  const { wrap } = writing;
  if (wrap) writing.text = writing.text.slice(0, wrap.from) + wrapped(writing.text.slice(wrap.from), wrap.form);
  writing.wrap = undefined;
}

/** Takes what says how the next is written; answers whether it was that. */
function setForm(writing: Writing, [whole, words, plain, side, width, cut, wrap, hex]: RegExpMatchArray): boolean {
  if (words !== undefined || plain !== undefined) writing.text += colorText(writing, words ?? plain ?? "", whole);
  else if (side !== undefined) writing.column = columnOf(writing, side, Number(width), cut);
  else if (wrap !== undefined) {
    endWrap(writing);
    const [most = 0, first = 0, rest = 0] = wrap.split(",").map(Number);
    if (wrap !== "") writing.wrap = { from: writing.text.length, form: { width: most, first, rest } };
  } else if (hex !== undefined) writing.text += String.fromCharCode(Number.parseInt(hex, 16));
  else return false;
  return true;
}

function colorText(writing: Writing, words: string, whole: string): string {
  if (words === "auto") {
    writing.paints = writing.showing.color;
    return writing.paints && writing.text !== "" ? "\u001B[m" : "";
  }
  writing.paints = false;
  return colorCode(words, writing.showing.color) ?? whole;
}

/** `%<|(30)` counts from the beginning of the line, other columns from where they are. */
function columnOf({ text }: Writing, side: string, given: number, cut: string | undefined): Column {
  if (!side.endsWith("|")) return { side, width: given, cut };
  const taken = Array.from(text.slice(text.lastIndexOf("\n") + 1)).length;
  return { side: side.slice(0, -1), width: Math.max(0, given - taken), cut };
}

function writeField(writing: Writing, found: RegExpMatchArray): void {
  const [whole, sign = "", name = ""] = [found[0], found[8], found[9]];
  const value = valueOf(name, writing);
  if (value === "" && sign === "-") writing.text = writing.text.replace(/\n+$/u, "");
  writing.text += joined(sign, fit(value ?? whole, writing.column));
  writing.column = undefined;
}

const painted: ReadonlySet<string> = new Set(["h", "H"]);

function valueOf(name: string, { result, showing, paints }: Writing): string | undefined {
  if (name.startsWith("(")) return longField(name.slice(1, -1), result);
  const who = personOf(name, result);
  if (who) return personFields[name[1] ?? ""]?.(who, showing);
  const own = paints || !["d", "D"].includes(name) ? showing : { ...showing, color: false };
  const value = fields[name]?.(result, own);
  return paints && painted.has(name) ? `\u001B[33m${value}\u001B[m` : value;
}

/** Of whom a field of two letters tells. */
function personOf(name: string, { commit }: ReadCommitResult): ReadCommitResult["commit"]["author"] | undefined {
  if (name.length !== 2) return undefined;
  return name.startsWith("a") ? commit.author : name.startsWith("c") ? commit.committer : undefined;
}

function longField(name: string, result: ReadCommitResult): string | undefined {
  const [, options] = /^trailers(?::(.*))?$/u.exec(name) ?? [];
  return name.startsWith("trailers") ? trailersText(result.commit.message, options ?? "") : undefined;
}

/** `+` and a blank set a value apart that isn't empty. */
function joined(sign: string, value: string): string {
  if (value === "" || sign === "" || sign === "-") return value;
  return (sign === "+" ? "\n" : " ") + value;
}

import type { ReadCommitResult } from "isomorphic-git";
import { dateForm, type Moment } from "./dates";
import { bracketed, decorationText, type Decoration } from "./decorations";
import { firstLine, short } from "./revision";

export interface Showing {
  readonly names: readonly Decoration[];
  readonly date: (moment: Moment) => string;
  readonly color: boolean;
  /** Names of references stand whole. */
  readonly full?: boolean;
  /** Of names that are shortened. */
  readonly length?: number;
  /** On which side of `a...b` it stands. */
  readonly mark?: string | undefined;
  readonly source?: string | undefined;
  /** What is said of it, without titles. */
  readonly notes?: string | undefined;
  readonly move?: ShownMove | undefined;
}

/** Where a reference was, in a log of its moves. */
export interface ShownMove {
  /** `HEAD@{0}`, and with all of the reference's name. */
  readonly name: string;
  readonly full: string;
  /** `Ada <ada@example.org>`. */
  readonly who: string;
  readonly message: string;
}

type Field = (result: ReadCommitResult, showing: Showing) => string;

/** The first paragraph of a message, on one line. */
export const subjectOf = (message: string): string =>
  (message.split(/\n\s*\n/u, 1)[0] ?? "").trimEnd().replace(/^\n+/u, "").replaceAll("\n", " ");
export const bodyOf = (message: string): string => {
  const at = message.search(/\n\s*\n/u);
  return at < 0 ? "" : message.slice(at).replace(/^\s*\n/u, "");
};
const dated = (name: string, moment: Moment): string => dateForm(name)?.(moment) ?? "";
export const slug = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z\d._]+/gu, "-")
    .replaceAll(/\.{2,}/gu, ".")
    .replaceAll(/^-+|[-.]+$/gu, "");

/** The fields of a person, by the letter behind `a` or `c`. */
export const personFields: Readonly<
  Record<string, (person: ReadCommitResult["commit"]["author"], showing: Showing) => string>
> = {
  n: ({ name }) => name,
  N: ({ name }) => name,
  e: ({ email }) => email,
  E: ({ email }) => email,
  l: ({ email }) => email.split("@")[0] ?? "",
  L: ({ email }) => email.split("@")[0] ?? "",
  d: (person, { date }) => date(person),
  D: (person) => dated("rfc", person),
  r: (person) => dated("relative", person),
  t: ({ timestamp }) => String(timestamp),
  i: (person) => dated("iso", person),
  I: (person) => dated("iso-strict", person),
  s: (person) => dated("short", person),
  h: (person) => dated("human", person),
};

export const fields: Readonly<Record<string, Field>> = {
  H: ({ oid }) => oid,
  h: ({ oid }, { length = 7 }) => oid.slice(0, length),
  T: ({ commit }) => commit.tree,
  t: ({ commit }) => short(commit.tree),
  P: ({ commit }) => commit.parent.join(" "),
  p: ({ commit }) => commit.parent.map(short).join(" "),
  s: ({ commit }) => subjectOf(commit.message),
  f: ({ commit }) => slug(firstLine(commit.message.replace(/^\n+/u, ""))),
  b: ({ commit }) => bodyOf(commit.message),
  B: ({ commit }) => commit.message,
  d: (_, { names, color, full = false }) => bracketed(names, { color, full }),
  D: (_, { names, color, full = false }) => decorationText(names, { color, full }),
  m: (_, { mark }) => mark ?? ">",
  n: () => "\n",
  "%": () => "%",
  e: () => "",
  N: (_, { notes = "" }) => notes,
  S: (_, { source = "" }) => source,
  gd: (_, { move }) => move?.name ?? "",
  gD: (_, { move }) => move?.full ?? "",
  gs: (_, { move }) => move?.message ?? "",
  gn: (_, { move }) => /^(.*?) <.*>$/u.exec(move?.who ?? "")?.[1] ?? "",
  ge: (_, { move }) => /<(.*)>$/u.exec(move?.who ?? "")?.[1] ?? "",
  gN: (_, { move }) => /^(.*?) <.*>$/u.exec(move?.who ?? "")?.[1] ?? "",
  gE: (_, { move }) => /<(.*)>$/u.exec(move?.who ?? "")?.[1] ?? "",
  // Nothing is signed here.
  "G?": () => "N",
  GG: () => "",
  GS: () => "",
  GK: () => "",
  GF: () => "",
  GP: () => "",
  GT: () => "undefined",
};

import type { ReadCommitResult } from "isomorphic-git";
import { paint, type Repository } from "./context";
import { dateForm, dateText, type Moment } from "./dates";
import { bracketed, type Decoration } from "./decorations";
import { fatal } from "./failure";
import { mailText } from "./mail-text";
import type { Options } from "./options";
import { subjectOf, type ShownMove, type Showing } from "./placeholder-fields";
import { formatted } from "./placeholders";
import { config } from "./repository";
import { firstLine } from "./revision";
import { personText } from "./write-commit";

export { dateText };

const named = ["oneline", "short", "medium", "full", "fuller", "raw", "reference", "email", "mboxrd"] as const;

/** How `git log` and `git show` write a commit. */
export interface CommitForm {
  readonly name: (typeof named)[number] | "own";
  /** Of a form of the person's own. */
  readonly format: string;
  /** What stands behind each commit, or between two. */
  readonly ends: "each" | "between";
  readonly date: (moment: Moment) => string;
  readonly abbreviates: boolean;
  readonly length: number;
  readonly decorates: "no" | "short" | "full";
  /** A form was asked for by name. */
  readonly isAsked: boolean;
  /** Of tabs in a message; 0 leaves them. */
  readonly tabs: number;
}

/** What stands around a commit's name and below its message. */
export interface CommitSurroundings {
  readonly names?: readonly Decoration[];
  /** What is said of it, as it stands below its message. */
  readonly notes?: string;
  /** `<`, `>`, `-`, `=` or `+` before its name. */
  readonly mark?: string | undefined;
  /** Other commits' names behind its own. */
  readonly relatives?: readonly string[];
  /** Of a merge, the parent that it is compared with. */
  readonly from?: string | undefined;
  /** The reference by which it was found. */
  readonly source?: string | undefined;
  /** Of a log of a reference's moves. */
  readonly move?: ShownMove | undefined;
}

export const formFlags = [
  "oneline",
  "abbrev-commit",
  "no-abbrev-commit",
  "no-abbrev",
  "no-decorate",
  "relative-date",
  "no-expand-tabs",
] as const;
export const formValues = ["format", "date", "encoding"] as const;
export const formOptionals = ["pretty", "decorate", "expand-tabs"] as const;

/** What the configuration says of how commits are written. */
export async function formDefaults(repository: Repository): Promise<FormDefaults> {
  const set = (name: string) => config(repository, name);
  return {
    pretty: await set("format.pretty"),
    date: await set("log.date"),
    abbreviates: (await set("log.abbrevcommit")) === "true",
    decorate: await set("log.decorate"),
    length: Number((await set("core.abbrev")) ?? 7) || 7,
  };
}

interface FormDefaults {
  readonly pretty?: string | undefined;
  readonly date?: string | undefined;
  readonly abbreviates?: boolean;
  readonly decorate?: string | undefined;
  readonly length?: number;
}

function nameOf(options: Options, usual: string | undefined): Pick<CommitForm, "name" | "format" | "ends"> {
  const asked = options.value("format") ?? options.value("pretty");
  const given = asked ?? (options.has("oneline") ? "oneline" : (usual ?? "medium"));
  const name = named.find((one) => one === given);
  if (name) return { name, format: "", ends: name === "oneline" || name === "reference" ? "each" : "between" };
  if (given.startsWith("format:")) return { name: "own", format: given.slice(7), ends: "between" };
  if (given.startsWith("tformat:")) return { name: "own", format: given.slice(8), ends: "each" };
  if (given.includes("%") || given === "") return { name: "own", format: given, ends: "each" };
  return fatal(`invalid --pretty format: ${given}`);
}

/** Whether names stand behind a commit: where a person reads it at once they do unasked. */
function decorationOf(repository: Repository, options: Options, usual: string | undefined): CommitForm["decorates"] {
  const last = options.last("decorate", "no-decorate");
  const given = options.has("decorate") ? options.value("decorate") || "short" : usual;
  const isShown = repository.isShown === true;
  if (last === "no-decorate" || given === "no" || given === "false") return "no";
  if (given === "full") return "full";
  return isShown || (given !== undefined && given !== "auto") ? "short" : "no";
}

const isAbbreviated = (options: Options, usual: boolean | undefined): boolean => {
  if (options.has("oneline")) return true;
  return (options.has("abbrev-commit") || usual === true) && !options.has("no-abbrev-commit");
};

function dateOf(options: Options, usual: string | undefined): CommitForm["date"] {
  const date = options.has("relative-date") ? "relative" : (options.value("date") ?? usual);
  return date === undefined ? plain : (dateForm(date) ?? fatal(`unknown date format ${date}`));
}

const whole = 40;

function lengthOf(options: Options, usual = 7): number {
  if (options.has("no-abbrev")) return whole;
  return Math.max(4, Number(options.value("abbrev") || usual));
}

function tabsOf(options: Options, name: CommitForm["name"]): number {
  if (options.has("no-expand-tabs")) return 0;
  if (options.has("expand-tabs")) return Number(options.value("expand-tabs") || 8);
  return name === "short" || name === "raw" ? 0 : 8;
}

export function commitForm(repository: Repository, options: Options, defaults: FormDefaults = {}): CommitForm {
  const form = nameOf(options, defaults.pretty);
  return {
    ...form,
    date: dateOf(options, defaults.date),
    abbreviates: isAbbreviated(options, defaults.abbreviates),
    length: lengthOf(options, defaults.length),
    decorates: decorationOf(repository, options, defaults.decorate),
    isAsked: ["format", "pretty", "oneline"].some((name) => options.has(name)),
    tabs: tabsOf(options, form.name),
  };
}

const plain = ({ timestamp, timezoneOffset }: Moment): string => dateText(timestamp, timezoneOffset);

/** A commit as its form has it, with a new line at the end, except of a form of one's own. */
export function commitText(
  repository: Repository,
  result: ReadCommitResult,
  form: CommitForm,
  around: CommitSurroundings,
): string {
  const { color } = repository;
  const showing: Showing = {
    ...around,
    names: around.names ?? [],
    date: form.date,
    color,
    length: form.length,
    full: form.decorates === "full",
  };
  if (form.name === "own") return formatted(form.format, result, showing);
  if (form.name === "email" || form.name === "mboxrd")
    return mailText(result, { prefix: "[PATCH] ", quotesFrom: form.name === "mboxrd", notes: around.notes });
  if (form.name === "reference")
    return `${formatted("%h (%s, ", result, showing)}${dateForm("short")?.(result.commit.committer)})\n`;
  const { source, move, notes = "" } = around;
  const title =
    paint(repository, "yellow", headOf(result, form, around)) +
    (source === undefined ? "" : `\t${source}`) +
    marksOf(repository, form, around);
  if (form.name === "oneline")
    return move ? `${title} ${move.name}: ${move.message}\n` : `${title} ${subjectOf(result.commit.message)}${notes}\n`;
  const moved = move ? [`Reflog: ${move.name} (${move.who})`, `Reflog message: ${move.message}`] : [];
  const lines = [title, ...moved, ...headLines(result, form), "", ...messageLines(result, form)];
  return `${lines.join("\n")}\n${notes}`;
}

/** A commit's name with what stands beside it. */
function headOf({ oid }: ReadCommitResult, form: CommitForm, around: CommitSurroundings): string {
  const { mark, relatives = [], from } = around;
  const shown = (one: string) => (form.abbreviates ? one.slice(0, form.length) : one);
  const side = mark === undefined || mark === "" ? "" : `${mark} `;
  const beside = relatives.map((one) => ` ${shown(one)}`).join("");
  const origin = from === undefined ? "" : ` (from ${shown(from)})`;
  return `${form.name === "oneline" ? "" : "commit "}${side}${shown(oid)}${beside}${origin}`;
}

const marksOf = ({ color }: Repository, { decorates }: CommitForm, { names = [] }: CommitSurroundings): string =>
  decorates === "no" ? "" : bracketed(names, { full: decorates === "full", color });

function headLines({ commit }: ReadCommitResult, { name, date, length }: CommitForm): readonly string[] {
  const { author, committer } = commit;
  if (name === "raw")
    return [
      `tree ${commit.tree}`,
      ...commit.parent.map((oid) => `parent ${oid}`),
      `author ${personText(author)}`,
      `committer ${personText(committer)}`,
    ];
  const merge =
    commit.parent.length > 1 ? [`Merge: ${commit.parent.map((oid) => oid.slice(0, length)).join(" ")}`] : [];
  const wide = name === "fuller";
  const writer = `Author: ${wide ? "    " : ""}${author.name} <${author.email}>`;
  const by = `Commit: ${wide ? "    " : ""}${committer.name} <${committer.email}>`;
  if (name === "short") return [...merge, writer];
  if (name === "full") return [...merge, writer, by];
  if (wide) return [...merge, writer, `AuthorDate: ${date(author)}`, by, `CommitDate: ${date(committer)}`];
  return [...merge, writer, `Date:   ${date(author)}`];
}

function messageLines({ commit }: ReadCommitResult, { name, tabs }: CommitForm): readonly string[] {
  const text = name === "short" ? firstLine(commit.message) : commit.message.trimEnd();
  if (text === "") return [];
  return text.split("\n").map((line) => `    ${withoutTabs(line, tabs)}`);
}

/** A tab leads to the next eighth column, as it would if the message weren't indented. */
function withoutTabs(line: string, width: number): string {
  if (width === 0) return line;
  let text = "";
  for (const sign of line) text += sign === "\t" ? " ".repeat(width - (text.length % width)) : sign;
  return text;
}

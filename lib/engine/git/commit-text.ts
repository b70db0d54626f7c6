import type { ReadCommitResult } from "isomorphic-git";
import { paint, type Repository } from "./context";
import { dateForm, dateText, type Moment } from "./dates";
import { bracketed, type Decoration } from "./decorations";
import { fatal } from "./failure";
import { mailText } from "./mail-text";
import type { Options } from "./options";
import { formatted, type Showing } from "./placeholders";
import { config } from "./repository";
import { firstLine, short } from "./revision";
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
}

export const formFlags = ["oneline", "abbrev-commit", "no-abbrev-commit", "no-decorate"] as const;
export const formValues = ["format", "date"] as const;
export const formOptionals = ["pretty", "decorate"] as const;

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
  const given = options.has("decorate") ? options.value("decorate") || "short" : usual;
  const isShown = repository.isShown === true;
  if (options.has("no-decorate") || given === "no" || given === "false") return "no";
  if (given === "full") return "full";
  return isShown || (given !== undefined && given !== "auto") ? "short" : "no";
}

const isAbbreviated = (options: Options, usual: boolean | undefined): boolean => {
  if (options.has("oneline")) return true;
  return (options.has("abbrev-commit") || usual === true) && !options.has("no-abbrev-commit");
};

export function commitForm(repository: Repository, options: Options, defaults: FormDefaults = {}): CommitForm {
  const date = options.value("date") ?? defaults.date;
  return {
    ...nameOf(options, defaults.pretty),
    date: date === undefined ? plain : (dateForm(date) ?? fatal(`unknown date format ${date}`)),
    abbreviates: isAbbreviated(options, defaults.abbreviates),
    length: Number(options.value("abbrev") || (defaults.length ?? 7)),
    decorates: decorationOf(repository, options, defaults.decorate),
  };
}

const plain = ({ timestamp, timezoneOffset }: Moment): string => dateText(timestamp, timezoneOffset);

/** A commit as its form has it, with a new line at the end, except of a form of one's own. */
export function commitText(
  repository: Repository,
  result: ReadCommitResult,
  form: CommitForm,
  names: readonly Decoration[],
  mark?: string,
): string {
  const showing: Showing = { names, date: form.date, color: repository.color, mark, length: form.length };
  if (form.name === "own") return formatted(form.format, result, showing);
  if (form.name === "email" || form.name === "mboxrd")
    return mailText(result, { prefix: "[PATCH] ", quotesFrom: form.name === "mboxrd" });
  if (form.name === "reference")
    return `${formatted("%h (%s, ", result, showing)}${dateForm("short")?.(result.commit.committer)})\n`;
  const side = mark === undefined ? "" : `${mark} `;
  const shown = side + (form.abbreviates ? result.oid.slice(0, form.length) : result.oid);
  const marks =
    form.decorates === "no" ? "" : bracketed(names, { full: form.decorates === "full", color: repository.color });
  if (form.name === "oneline")
    return `${paint(repository, "yellow", shown)}${marks} ${formatted("%s", result, showing)}\n`;
  const head = `${paint(repository, "yellow", `commit ${shown}`)}${marks}`;
  const lines = [head, ...headLines(result, form), "", ...messageLines(result, form)];
  return `${lines.join("\n")}\n`;
}

function headLines({ commit }: ReadCommitResult, { name, date }: CommitForm): readonly string[] {
  const { author, committer } = commit;
  if (name === "raw")
    return [
      `tree ${commit.tree}`,
      ...commit.parent.map((oid) => `parent ${oid}`),
      `author ${personText(author)}`,
      `committer ${personText(committer)}`,
    ];
  const merge = commit.parent.length > 1 ? [`Merge: ${commit.parent.map(short).join(" ")}`] : [];
  const wide = name === "fuller";
  const writer = `Author: ${wide ? "    " : ""}${author.name} <${author.email}>`;
  const by = `Commit: ${wide ? "    " : ""}${committer.name} <${committer.email}>`;
  if (name === "short") return [...merge, writer];
  if (name === "full") return [...merge, writer, by];
  if (wide) return [...merge, writer, `AuthorDate: ${date(author)}`, by, `CommitDate: ${date(committer)}`];
  return [...merge, writer, `Date:   ${date(author)}`];
}

function messageLines({ commit }: ReadCommitResult, { name }: CommitForm): readonly string[] {
  const text = name === "short" ? firstLine(commit.message) : commit.message.trimEnd();
  if (text === "") return [];
  return text.split("\n").map((line) => `    ${withoutTabs(line)}`);
}

/** A tab leads to the next eighth column, as it would if the message weren't indented. */
function withoutTabs(line: string): string {
  let text = "";
  for (const sign of line) text += sign === "\t" ? " ".repeat(8 - (text.length % 8)) : sign;
  return text;
}

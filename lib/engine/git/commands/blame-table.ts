import type { NumberedLine } from "../blame";
import type { Repository } from "../context";
import { dateForm } from "../dates";
import { fatal } from "../failure";
import type { Options } from "../options";
import { config } from "../repository";
import { readCommit } from "../revision";

interface Form {
  readonly options: Options;
  /** Of commits' names. */
  readonly length: number;
  readonly date: (moment: Moment) => string;
  readonly isOld: boolean;
}

interface Moment {
  readonly timestamp: number;
  readonly timezoneOffset: number;
}

/** How wide git makes a date's column. */
const widths: Readonly<Record<string, number>> = {
  iso: 25,
  iso8601: 25,
  "iso-strict": 25,
  "iso8601-strict": 25,
  rfc: 31,
  rfc2822: 31,
  short: 10,
  relative: 22,
  raw: 16,
  unix: 10,
  human: 12,
  default: 30,
  normal: 30,
  local: 24,
};

async function dateOf(repository: Repository, options: Options): Promise<Form["date"]> {
  if (options.has("t")) return (moment) => dateForm("raw")?.(moment) ?? "";
  const name = options.value("date") ?? (await config(repository, "blame.date")) ?? "iso";
  const form = dateForm(name) ?? fatal(`unknown date format ${name}`);
  const width = widths[name.replace(/-local$/u, "")] ?? 0;
  return (moment) => form(moment).padEnd(width);
}

const usualLength = 8;

/** Writes lines with who put them there, column by column. */
export async function writeBlame(
  repository: Repository,
  file: string,
  lines: readonly NumberedLine[],
  options: Options,
  isOld: boolean,
): Promise<void> {
  const asked = Number(options.value("abbrev") ?? usualLength - 1) + 1;
  const length = options.has("l") ? 40 : Math.min(40, asked);
  const form = { options, length, date: await dateOf(repository, options), isOld };
  const rows = await Promise.all(
    lines.map(async (line) => ({ ...(await rowOf(repository, line, form)), line, path: line.origin?.path ?? file })),
  );
  repository.out(isOld ? oldTable(rows) : table(rows, options, file));
}

interface Row {
  readonly line: NumberedLine;
  readonly path: string;
  readonly name: string;
  readonly who: string;
  readonly when: string;
}

const textOf = ({ line }: Row): string => `${line.text.replace(/\n$/u, "")}\n`;

const oldTable = (rows: readonly Row[]): string =>
  rows
    .map((row) => `${row.name}\t(${row.who.padStart(10)}\t${row.when.padStart(10)}\t${row.line.number})${textOf(row)}`)
    .join("");

const widest = (texts: readonly (string | number)[]): number =>
  Math.max(0, ...texts.map((text) => lengthOf(String(text))));

function table(rows: readonly Row[], options: Options, file: string): string {
  const isNamed = options.has("show-name") || rows.some(({ path }) => path !== file);
  const wide = {
    path: widest(rows.map(({ path }) => path)),
    at: widest(rows.map(({ line }) => line.at + 1)),
    who: widest(rows.map(({ who }) => who)),
    number: widest(rows.map(({ line }) => line.number)),
  };
  const one = (row: Row) => {
    const { name, who, when, line, path } = row;
    const place = isNamed ? ` ${path.padEnd(wide.path)}` : "";
    const number = options.has("show-number") ? ` ${String(line.at + 1).padStart(wide.at)}` : "";
    const person = options.has("s") ? "" : ` (${who}${" ".repeat(wide.who - lengthOf(who))} ${when.padStart(10)}`;
    return `${name}${place}${number}${person} ${String(line.number).padStart(wide.number)}) ${textOf(row)}`;
  };
  return rows.map(one).join("");
}

const lengthOf = (text: string): number => Array.from(text).length;

async function rowOf(repository: Repository, { origin, boundary }: NumberedLine, form: Form) {
  const { options, length, date, isOld } = form;
  const mail = options.has("show-email");
  if (!origin) {
    const timestamp = Math.floor(Date.now() / 1000);
    const who = mail ? "<not.committed.yet>" : "Not Committed Yet";
    return { name: "0".repeat(length), who, when: date({ timestamp, timezoneOffset: new Date().getTimezoneOffset() }) };
  }
  const { author } = await readCommit(repository, origin.oid);
  const marked = options.has("b")
    ? " ".repeat(length)
    : isOld
      ? origin.oid.slice(0, length)
      : `^${origin.oid.slice(0, length - 1)}`;
  return {
    name: boundary ? marked : origin.oid.slice(0, length),
    who: mail ? `<${author.email}>` : author.name,
    when: date(author),
  };
}

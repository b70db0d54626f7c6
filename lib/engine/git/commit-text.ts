import type { ReadCommitResult } from "isomorphic-git";
import { paint, type Repository } from "./context";
import { firstLine, short } from "./revision";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (number: number): string => String(number).padStart(2, "0");

/** A time as its writer's clock had it: `Sat Nov 21 06:00:00 2026 +0100`. */
export function dateText(timestamp: number, timezoneOffset: number): string {
  const local = new Date((timestamp - timezoneOffset * 60) * 1000);
  const sign = timezoneOffset > 0 ? "-" : "+";
  const offset = Math.abs(timezoneOffset);
  const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  const day = `${days[local.getUTCDay()]} ${months[local.getUTCMonth()]} ${local.getUTCDate()}`;
  return `${day} ${clock} ${local.getUTCFullYear()} ${sign}${two(Math.floor(offset / 60))}${two(offset % 60)}`;
}

/** A commit as `git log` shows it; `names` are the branches and tags on it. */
export function longText(repository: Repository, { oid, commit }: ReadCommitResult, names: readonly string[]): string {
  const head = paint(repository, "yellow", `commit ${oid}`) + decoration(repository, names);
  const merge = commit.parent.length > 1 ? [`Merge: ${commit.parent.map(short).join(" ")}`] : [];
  const { author } = commit;
  const lines = [
    head,
    ...merge,
    `Author: ${author.name} <${author.email}>`,
    `Date:   ${dateText(author.timestamp, author.timezoneOffset)}`,
    "",
    ...commit.message
      .trimEnd()
      .split("\n")
      .map((line) => `    ${withoutTabs(line)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** A tab leads to the next eighth column, as it would if the message weren't indented. */
function withoutTabs(line: string): string {
  let text = "";
  for (const sign of line) text += sign === "\t" ? " ".repeat(8 - (text.length % 8)) : sign;
  return text;
}

export const shortText = (
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  names: readonly string[],
): string =>
  `${paint(repository, "yellow", short(oid))}${decoration(repository, names)} ${firstLine(commit.message)}\n`;

function decoration(repository: Repository, names: readonly string[]): string {
  if (names.length === 0 || !repository.color) return "";
  return ` ${paint(repository, "yellow", `(${names.join(", ")})`)}`;
}

const fields: Readonly<Record<string, (result: ReadCommitResult) => string>> = {
  H: ({ oid }) => oid,
  h: ({ oid }) => short(oid),
  s: ({ commit }) => firstLine(commit.message),
  b: ({ commit }) => commit.message.split("\n").slice(2).join("\n"),
  B: ({ commit }) => commit.message,
  an: ({ commit }) => commit.author.name,
  ae: ({ commit }) => commit.author.email,
  ad: ({ commit }) => dateText(commit.author.timestamp, commit.author.timezoneOffset),
  at: ({ commit }) => String(commit.author.timestamp),
  ct: ({ commit }) => String(commit.committer.timestamp),
  cn: ({ commit }) => commit.committer.name,
  P: ({ commit }) => commit.parent.join(" "),
  p: ({ commit }) => commit.parent.map(short).join(" "),
  T: ({ commit }) => commit.tree,
  n: () => "\n",
};

/** A commit in a form of the person's own, such as `%h %s`. */
export const formatted = (format: string, result: ReadCommitResult): string =>
  format.replace(/%(an|ae|ad|at|ct|cn|[HhsbBPpTn%])/gu, (whole, name: string) =>
    name === "%" ? "%" : (fields[name]?.(result) ?? whole),
  );

import type { ReadCommitResult } from "isomorphic-git";
import { filterSpec } from "../commit-filter";
import type { Repository } from "../context";
import { fatal } from "../failure";
import { shownCommits } from "../log-walk";
import { isAscii } from "../mail-header";
import type { Options } from "../options";
import { slug } from "../placeholder-fields";
import { config, personOf, type Person } from "../repository";
import { firstLine, resolveCommit } from "../revision";
import { select, selectionSpec } from "../selection";
import { signedOff } from "../trailers";
import { changesSpec } from "./diff-options";

/** Commits that are to become mails, and how. */
export interface Series {
  /** The oldest first. */
  readonly commits: readonly ReadCommitResult[];
  /** Where they part from what the other side has, if that is one commit. */
  readonly origin: string | undefined;
  readonly form: SeriesForm;
}

export interface SeriesForm {
  readonly title: string;
  readonly isNumbered: boolean;
  readonly start: number;
  readonly total: number;
  readonly reroll: string | undefined;
  readonly keepsSubject: boolean;
  readonly signature: string;
  readonly headers: string;
  readonly replies: string;
  readonly sender: Pick<Person, "name" | "email"> | undefined;
  readonly suffix: string;
  readonly numberedFiles: boolean;
  readonly hasCover: boolean;
}

const { s: _noPatch, p: _patch, ...diffLetters } = changesSpec.short;

export const seriesSpec = {
  flags: [
    ...changesSpec.flags,
    ...filterSpec.flags,
    ...selectionSpec.flags,
    "signoff",
    "no-signoff",
    "numbered",
    "no-numbered",
    "keep-subject",
    "stdout",
    "cover-letter",
    "no-cover-letter",
    "rfc",
    "quiet",
    "numbered-files",
    "no-signature",
    "no-stat",
    "root",
    "always",
    "zero-commit",
    "no-to",
    "no-cc",
    "no-add-header",
    "no-thread",
    "no-attach",
    "no-binary",
    "no-notes",
    "no-from",
    "no-base",
    "ignore-if-in-upstream",
  ],
  optionals: [...changesSpec.optionals, "from", "thread", "attach", "inline"],
  values: [
    ...changesSpec.values,
    ...filterSpec.values,
    "output-directory",
    "start-number",
    "subject-prefix",
    "reroll-count",
    "signature",
    "suffix",
    "max-count",
    "skip",
    "filename-max-length",
    "in-reply-to",
    "base",
    "interdiff",
    "range-diff",
  ],
  lists: [...filterSpec.lists, "to", "cc", "add-header"],
  short: {
    ...diffLetters,
    s: "signoff",
    n: "numbered",
    N: "no-numbered",
    k: "keep-subject",
    o: "output-directory",
    v: "reroll-count",
    q: "quiet",
    p: "no-stat",
  },
  number: "max-count",
} as const;

const isTrue = (text: string | undefined): boolean => text !== undefined && /^(?:true|yes|on|1|)$/iu.test(text);

/** One revision alone is what the other side has already. */
async function sinceThen(repository: Repository, options: Options): Promise<Options> {
  const [first, ...others] = options.rest;
  const isRange = first === undefined || first.includes("..") || first.startsWith("^");
  if (isRange || others.length > 0 || options.has("max-count") || options.has("root")) return options;
  await resolveCommit(repository, first);
  return { ...options, rest: [`${first}..HEAD`] };
}

/** Without anything to part from there is nothing to send. */
const isNothing = (options: Options): boolean =>
  options.rest.length === 0 && !["max-count", "root", "all", "branches"].some((name) => options.has(name));

export async function readSeries(repository: Repository, options: Options, signature: string): Promise<Series> {
  const asked = await sinceThen(repository, options);
  if (isNothing(asked))
    return { commits: [], origin: undefined, form: await formOf(repository, options, 0, signature) };
  const chosen = await select(repository, asked);
  const counting = { ...asked, has: (name: string) => name === "no-merges" || (name !== "quiet" && asked.has(name)) };
  const { commits } = await shownCommits(repository, counting, chosen);
  const ordered = commits.toReversed();
  const shown = new Set(ordered.map(({ oid }) => oid));
  const edges = new Set(ordered.flatMap(({ commit }) => commit.parent.filter((oid) => !shown.has(oid))));
  const [origin] = edges.size === 1 ? edges : [];
  const signs =
    options.has("signoff") || (isTrue(await config(repository, "format.signoff")) && !options.has("no-signoff"));
  const signed = signs ? await Promise.all(ordered.map((one) => signedCommit(repository, one))) : ordered;
  return { commits: signed, origin, form: await formOf(repository, options, ordered.length, signature) };
}

async function signedCommit(repository: Repository, result: ReadCommitResult): Promise<ReadCommitResult> {
  const message = signedOff(result.commit.message, await personOf(repository, "COMMITTER"));
  return { ...result, commit: { ...result.commit, message } };
}

async function formOf(repository: Repository, options: Options, total: number, signature: string): Promise<SeriesForm> {
  const start = Number(options.value("start-number") ?? 1);
  const hasCover = await wantsCover(repository, options);
  return {
    title: await titleOf(repository, options),
    isNumbered: await wantsNumbers(repository, options, total > 1 || hasCover),
    start,
    total: total + start - 1,
    reroll: options.value("reroll-count"),
    keepsSubject: options.has("keep-subject"),
    signature: await signatureOf(repository, options, signature),
    headers: await headersOf(repository, options),
    replies: repliesOf(options.value("in-reply-to")),
    sender: await senderOf(repository, options),
    suffix: options.value("suffix") ?? (await config(repository, "format.suffix")) ?? ".patch",
    numberedFiles: options.has("numbered-files"),
    hasCover,
  };
}

async function titleOf(repository: Repository, options: Options): Promise<string> {
  if (options.has("keep-subject") && ["numbered", "subject-prefix", "rfc"].some((name) => options.has(name)))
    fatal("options '-k' and '--subject-prefix/--rfc' cannot be used together");
  const prefix = options.value("subject-prefix") ?? (await config(repository, "format.subjectprefix")) ?? "PATCH";
  const reroll = options.value("reroll-count");
  return `${options.has("rfc") ? "RFC " : ""}${prefix}${reroll === undefined ? "" : ` v${reroll}`}`;
}

async function wantsCover(repository: Repository, options: Options): Promise<boolean> {
  if (options.has("no-cover-letter")) return false;
  return options.has("cover-letter") || isTrue(await config(repository, "format.coverletter"));
}

async function wantsNumbers(repository: Repository, options: Options, isRow: boolean): Promise<boolean> {
  if (options.has("keep-subject") || options.has("no-numbered")) return false;
  const wanted = (await config(repository, "format.numbered")) ?? "auto";
  return options.has("numbered") || (wanted === "auto" ? isRow : isTrue(wanted));
}

async function signatureOf(repository: Repository, options: Options, usual: string): Promise<string> {
  const text = options.value("signature") ?? (await config(repository, "format.signature")) ?? usual;
  return options.has("no-signature") || text === "" ? "" : `-- \n${text}\n\n`;
}

const addresses = (key: string, all: readonly string[]): string =>
  all.length === 0 ? "" : `${key}: ${all.join(`,\n${" ".repeat(key.length + 2)}`)}\n`;

function repliesOf(reply: string | undefined): string {
  if (reply === undefined) return "";
  const name = `<${reply.replaceAll(/^\s*<|>\s*$/gu, "")}>`;
  return `In-Reply-To: ${name}\nReferences: ${name}\n`;
}

async function headersOf(repository: Repository, options: Options): Promise<string> {
  const to = await config(repository, "format.to");
  const cc = await config(repository, "format.cc");
  const given = options.list("add-header").map((one) => `${one.replace(/\n$/u, "")}\n`);
  return (
    given.join("") +
    addresses("To", [...(to === undefined || options.has("no-to") ? [] : [to]), ...options.list("to")]) +
    addresses("Cc", [...(cc === undefined || options.has("no-cc") ? [] : [cc]), ...options.list("cc")])
  );
}

async function senderOf(repository: Repository, options: Options): Promise<Series["form"]["sender"]> {
  const given = options.has("from") ? options.value("from") : await config(repository, "format.from");
  if (given === undefined || options.has("no-from") || given === "false") return undefined;
  if (given === "" || given === "true") return personOf(repository, "COMMITTER");
  const [, name, email] = /^\s*(.*?)\s*<(.*)>\s*$/u.exec(given) ?? [];
  return name === undefined || email === undefined ? fatal(`invalid ident line: ${given}`) : { name, email };
}

/** `[PATCH 1/2] `. */
export function prefixOf({ title, isNumbered, total, keepsSubject }: SeriesForm, number: number): string {
  if (keepsSubject) return "";
  const counted = `${String(number).padStart(String(total).length, "0")}/${total}`;
  const words = [title, ...(isNumbered ? [counted] : [])].filter((word) => word !== "");
  return words.length === 0 ? "" : `[${words.join(" ")}] `;
}

const longestName = 64;

/** The file that a mail goes into. */
export function fileNameOf(form: SeriesForm, number: number, subject: string, most = longestName): string {
  if (form.numberedFiles) return String(number);
  const head = form.reroll === undefined ? "" : `v${form.reroll.replaceAll(/[^A-Za-z\d._]+/gu, "-")}-`;
  const name = `${head}${String(number).padStart(4, "0")}-${subject}`;
  return name.slice(0, most - form.suffix.length - 1) + form.suffix;
}

export const slugOf = ({ commit }: ReadCommitResult): string => slug(firstLine(commit.message.replace(/^\n+/u, "")));

export const isForeign = ({ commits }: Series): boolean =>
  commits.some(({ commit }) => !isAscii(commit.message) || !isAscii(commit.author.name));

import type { ReadCommitResult } from "isomorphic-git";
import { changesBetween, type Change } from "./changes";
import type { Repository } from "./context";
import { readMoment } from "./dates";
import { fatal } from "./failure";
import { hunksBetween } from "./hunks";
import type { Options } from "./options";
import { isNamed } from "./repository";
import { contentOf, ofCommit, type FileState } from "./snapshot";

type Test = (result: ReadCommitResult) => boolean | Promise<boolean>;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

/** A pattern as git's own reading of it has it; what no expression is, is taken to the letter. */
function matcher(pattern: string, options: Options): RegExp {
  const flags = options.has("regexp-ignore-case") ? "imu" : "mu";
  if (options.has("fixed-strings")) return new RegExp(escaped(pattern), flags);
  const extended = options.has("extended-regexp") || options.has("perl-regexp");
  const text = extended
    ? pattern
    : pattern.replaceAll(/\\([|+?(){}])|([|+?(){}])/gu, (_, basic?: string, plain?: string) => basic ?? `\\${plain}`);
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(escaped(pattern), flags);
  }
}

const momentOf = (text: string): number => readMoment(text) ?? fatal(`'${text}' is no time that git knows here`);

export const filterSpec = {
  flags: [
    "merges",
    "no-merges",
    "regexp-ignore-case",
    "extended-regexp",
    "fixed-strings",
    "perl-regexp",
    "invert-grep",
    "all-match",
    "pickaxe-regex",
  ],
  values: ["since", "after", "until", "before", "committer", "S", "G", "max-parents", "min-parents"],
  lists: ["author", "grep"],
} as const;

/** Which commits are shown, by what their options say of them; `changes` tells what one did. */
export function commitTests(
  repository: Repository,
  options: Options,
  paths: readonly string[],
  changes: (result: ReadCommitResult) => Promise<readonly Change[]>,
): readonly Test[] {
  const tests: Test[] = [];
  const since = options.value("since") ?? options.value("after");
  const until = options.value("until") ?? options.value("before");
  if (since !== undefined) tests.push(notBefore(momentOf(since)));
  if (until !== undefined) tests.push(notAfter(momentOf(until)));
  if (options.has("merges")) tests.push(({ commit }) => commit.parent.length > 1);
  if (options.has("no-merges")) tests.push(({ commit }) => commit.parent.length < 2);
  tests.push(...personTests(options), ...messageTests(options));
  if (paths.length > 0) tests.push(async (one) => touches(await changes(one), paths));
  const counted = options.value("S");
  const seen = options.value("G");
  if (counted !== undefined)
    tests.push(async (one) => !isMerge(one) && changesCount(repository, await changes(one), options, counted));
  if (seen !== undefined)
    tests.push(async (one) => !isMerge(one) && changesLine(repository, await changes(one), matcher(seen, options)));
  return tests;
}

const isMerge = ({ commit }: ReadCommitResult): boolean => commit.parent.length > 1;
const notBefore =
  (moment: number): Test =>
  ({ commit }) =>
    commit.committer.timestamp >= moment;
const notAfter =
  (moment: number): Test =>
  ({ commit }) =>
    commit.committer.timestamp <= moment;
const touches = (changes: readonly Change[], paths: readonly string[]): boolean =>
  changes.some(({ path }) => isNamed(path, paths));

function personTests(options: Options): readonly Test[] {
  const tests: Test[] = [];
  const authors = options.list("author").map((pattern) => matcher(pattern, options));
  const committer = options.value("committer");
  const of = ({ name, email }: { readonly name: string; readonly email: string }) => `${name} <${email}>`;
  if (authors.length > 0) tests.push(({ commit }) => authors.some((one) => one.test(of(commit.author))));
  if (committer !== undefined) {
    const pattern = matcher(committer, options);
    tests.push(({ commit }) => pattern.test(of(commit.committer)));
  }
  return tests;
}

function messageTests(options: Options): readonly Test[] {
  const wanted = options.list("grep").map((pattern) => matcher(pattern, options));
  if (wanted.length === 0) return [];
  const inverted = options.has("invert-grep");
  const all = options.has("all-match");
  return [
    ({ commit }) => {
      const found = (one: RegExp) => one.test(commit.message);
      return (all ? wanted.every(found) : wanted.some(found)) !== inverted;
    },
  ];
}

const textOf = async (repository: Repository, state: FileState | undefined): Promise<string> =>
  new TextDecoder().decode(await contentOf(repository, state));

/** Whether a text occurs more or less often than before. */
async function changesCount(repository: Repository, changes: readonly Change[], options: Options, sought: string) {
  const pattern = options.has("pickaxe-regex") ? matcher(sought, options) : undefined;
  const count = (text: string) => text.split(pattern ?? sought).length;
  for (const { before, after } of changes)
    if (count(await textOf(repository, before)) !== count(await textOf(repository, after))) return true;
  return false;
}

async function changesLine(repository: Repository, changes: readonly Change[], pattern: RegExp): Promise<boolean> {
  for (const { before, after } of changes) {
    const hunks = hunksBetween(await textOf(repository, before), await textOf(repository, after), 0);
    if (hunks.some(({ lines }) => lines.some(({ text }) => pattern.test(text)))) return true;
  }
  return false;
}

/** What a commit did to its first parent. */
export const changesOf = async (
  repository: Repository,
  { oid, commit }: ReadCommitResult,
): Promise<readonly Change[]> =>
  changesBetween(await ofCommit(repository, commit.parent[0]), await ofCommit(repository, oid));

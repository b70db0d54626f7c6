import type { ReadCommitResult } from "isomorphic-git";
import { changesBetween, type Change } from "./changes";
import type { Repository } from "./context";
import { readMoment } from "./dates";
import { fatal } from "./failure";
import type { Options } from "./options";
import { isNamed } from "./repository";
import { matcher } from "./pattern";
import { chosenChanges, selectsChanges } from "./chosen-changes";
import { contentOf, ofCommit } from "./snapshot";

type Test = (result: ReadCommitResult) => boolean | Promise<boolean>;

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
  ],
  values: ["since", "after", "until", "before", "max-parents", "min-parents", "since-as-filter", "grep-reflog"],
  lists: ["author", "committer", "grep"],
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
  const [least, most] = parentCounts(options);
  if (least > 0 || most < Infinity)
    tests.push(({ commit }) => commit.parent.length >= least && commit.parent.length <= most);
  tests.push(...personTests(options), ...messageTests(options));
  if (paths.length > 0) tests.push(async (one) => isMerge(one) || touches(await changes(one), paths));
  if (selectsChanges(options))
    tests.push(
      async (one) => !isMerge(one) && (await chosenOf(repository, await changes(one), paths, options)).length > 0,
    );
  return tests;
}

/** How many parents a commit may have. */
function parentCounts(options: Options): readonly [number, number] {
  const [least, most] = [Number(options.value("min-parents") ?? 0), Number(options.value("max-parents") ?? -1)];
  return [
    options.has("merges") ? 2 : options.has("no-min-parents") ? 0 : least,
    options.has("no-merges") || options.has("cherry") ? 1 : most < 0 || options.has("no-max-parents") ? Infinity : most,
  ];
}

const chosenOf = (repository: Repository, changes: readonly Change[], paths: readonly string[], options: Options) => {
  const own =
    paths.length === 0 || options.has("follow") ? changes : changes.filter(({ path }) => isNamed(path, paths));
  return chosenChanges(repository, own, options, (change) => committedTexts(repository, change));
};

const committedTexts = async (repository: Repository, { before, after }: Change) => ({
  before: await contentOf(repository, before),
  after: await contentOf(repository, after),
});

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
  const committers = options.list("committer").map((pattern) => matcher(pattern, options));
  const of = ({ name, email }: { readonly name: string; readonly email: string }) => `${name} <${email}>`;
  if (authors.length > 0) tests.push(({ commit }) => authors.some((one) => one.test(of(commit.author))));
  if (committers.length > 0) tests.push(({ commit }) => committers.some((one) => one.test(of(commit.committer))));
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

/** What a commit did to its first parent. */
export const changesOf = async (
  repository: Repository,
  { oid, commit }: ReadCommitResult,
): Promise<readonly Change[]> =>
  changesBetween(await ofCommit(repository, commit.parent[0]), await ofCommit(repository, oid));

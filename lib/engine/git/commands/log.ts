import git, { type ReadCommitResult } from "isomorphic-git";
import { changesBetween } from "../changes";
import { formatted, longText, shortText } from "../commit-text";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { currentBranch, headOid, isNamed, repositoryPath } from "../repository";
import { history, resolveCommit, tryResolve } from "../revision";
import { ofCommit } from "../snapshot";
import { writeChanges } from "./diff";
import { createGraph } from "../graph";

const spec = {
  flags: [
    "oneline",
    "graph",
    "patch",
    "stat",
    "all",
    "name-only",
    "name-status",
    "decorate",
    "no-color",
    "reverse",
    "shortstat",
  ],
  values: ["max-count", "format", "pretty", "author", "grep", "skip"],
  short: { n: "max-count", p: "patch" },
  number: "max-count",
} as const;

export const log = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const names = await decorations(repository);
  const graph = options.has("graph") ? createGraph() : undefined;
  const apart = !options.has("oneline") && format(options) === undefined;
  let first = true;
  for await (const result of wantedCommits(repository, options)) {
    const text = render(repository, result, options, names.get(result.oid) ?? []);
    repository.out(graph ? graph.draw(result, text) : `${apart && !first ? "\n" : ""}${text}`);
    if (showsChanges(options)) await writeCommitChanges(repository, result, options);
    first = false;
  }
});

async function* wantedCommits(repository: Repository, options: Options): AsyncIterable<ReadCommitResult> {
  const { starts, excluded, paths } = await selection(repository, options);
  let left = Number(options.value("max-count") ?? Infinity);
  let skip = Number(options.value("skip") ?? 0);
  for await (const result of history(repository, starts)) {
    if (left <= 0) return;
    if (excluded.has(result.oid) || !(await isWanted(repository, result, options, paths))) continue;
    if (skip-- > 0) continue;
    left -= 1;
    yield result;
  }
}

const format = (options: Options): string | undefined => {
  const given = options.value("format") ?? options.value("pretty");
  return given === undefined || given === "oneline" ? undefined : given.replace(/^t?format:/u, "");
};

function render(repository: Repository, result: ReadCommitResult, options: Options, names: readonly string[]): string {
  const own = format(options);
  if (own !== undefined) return `${formatted(own, result)}\n`;
  const oneLine = options.has("oneline") || options.value("pretty") === "oneline";
  return oneLine ? shortText(repository, result, names) : longText(repository, result, names);
}

const showsChanges = (options: Options): boolean =>
  ["patch", "stat", "shortstat", "name-only", "name-status"].some((name) => options.has(name));

async function writeCommitChanges(repository: Repository, { oid, commit }: ReadCommitResult, options: Options) {
  if (commit.parent.length > 1) return;
  if (!options.has("oneline")) repository.out("\n");
  const changes = changesBetween(await ofCommit(repository, commit.parent[0]), await ofCommit(repository, oid));
  await writeChanges(repository, changes, options, false);
}

interface Selection {
  readonly starts: string[];
  readonly excluded: Set<string>;
  readonly paths: string[];
}

async function selection(repository: Repository, options: Options): Promise<Selection> {
  const chosen: Selection = {
    starts: [],
    excluded: new Set(),
    paths: (options.paths ?? []).map((one) => repositoryPath(repository, one)),
  };
  for (const one of options.rest) await select(repository, one, chosen, options.paths === undefined);
  if (options.has("all"))
    for (const branch of await git.listBranches({ ...repository }))
      chosen.starts.push(await resolveCommit(repository, branch));
  if (chosen.starts.length === 0) chosen.starts.push((await headOid(repository)) ?? (await noCommits(repository)));
  return { ...chosen, starts: [...new Set(chosen.starts)] };
}

/** A range, an exclusion, a commit; what is none of them is a path, unless the paths come after `--`. */
async function select(repository: Repository, one: string, chosen: Selection, mayBePath: boolean): Promise<void> {
  const [from, to] = one.split("..");
  if (to !== undefined) {
    await exclude(repository, from || "HEAD", chosen);
    chosen.starts.push(await resolveCommit(repository, to || "HEAD"));
  } else if (one.startsWith("^")) await exclude(repository, one.slice(1), chosen);
  else if (mayBePath && (await tryResolve(repository, one)) === undefined)
    chosen.paths.push(repositoryPath(repository, one));
  else chosen.starts.push(await resolveCommit(repository, one));
}

async function exclude(repository: Repository, revision: string, { excluded }: Selection): Promise<void> {
  const oid = await resolveCommit(repository, revision);
  for await (const old of history(repository, [oid])) excluded.add(old.oid);
}

const noCommits = async (repository: Repository): Promise<never> =>
  fatal(`your current branch '${(await currentBranch(repository)) ?? "HEAD"}' does not have any commits yet`);

async function isWanted(
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  options: Options,
  paths: readonly string[],
): Promise<boolean> {
  const author = options.value("author");
  if (author !== undefined && !`${commit.author.name} <${commit.author.email}>`.includes(author)) return false;
  const sought = options.value("grep");
  if (sought !== undefined && !commit.message.includes(sought)) return false;
  if (paths.length === 0) return true;
  const changes = changesBetween(await ofCommit(repository, commit.parent[0]), await ofCommit(repository, oid));
  return changes.some(({ path }) => isNamed(path, paths));
}

async function decorations(repository: Repository): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = new Map<string, string[]>();
  const branch = await currentBranch(repository);
  const add = async (ref: string, name: string) => {
    const oid = await tryResolve(repository, ref);
    if (oid !== undefined) names.set(oid, [...(names.get(oid) ?? []), name]);
  };
  if (branch === undefined) await add("HEAD", "HEAD");
  else await add(branch, `HEAD -> ${branch}`);
  for (const tag of await git.listTags({ ...repository })) await add(tag, `tag: ${tag}`);
  for (const other of await git.listBranches({ ...repository })) if (other !== branch) await add(other, other);
  return names;
}

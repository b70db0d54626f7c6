import type { ReadCommitResult } from "isomorphic-git";
import { changesOf, commitTests } from "./commit-filter";
import type { Repository } from "./context";
import type { Options } from "./options";
import { isNamed } from "./repository";
import type { Selection } from "./selection";
import { inTopologicalOrder, walkHistory } from "./walk-history";
import { withRenames } from "./renames";
import { contentOf } from "./snapshot";

/** The commits that are shown, in their order, and which of its parents each is joined to. */
export interface Shown {
  readonly commits: readonly ReadCommitResult[];
  readonly parentsOf: (commit: ReadCommitResult) => readonly string[];
}

const orderOf = (options: Options): "lines" | "dates" | "author's dates" | undefined => {
  if (options.has("date-order")) return "dates";
  if (options.has("author-date-order")) return "author's dates";
  return options.has("topo-order") || options.has("graph") ? "lines" : undefined;
};

export async function shownCommits(repository: Repository, options: Options, chosen: Selection): Promise<Shown> {
  const limit = Number(options.value("max-count") ?? Infinity);
  const skipped = Number(options.value("skip") ?? 0);
  const order = orderOf(options);
  const wholly = order !== undefined || options.has("reverse");
  const followed = new Map<string, readonly string[]>();
  const found: ReadCommitResult[] = [];
  for await (const result of matching(repository, options, { chosen, order, followed })) {
    if (!wholly && found.length >= limit + skipped) break;
    found.push(result);
  }
  const cut = found.slice(skipped, skipped + limit);
  const shown = new Set(found.map(({ oid }) => oid));
  return {
    commits: options.has("reverse") ? cut.toReversed() : cut,
    parentsOf: ({ commit }) => joinedTo(commit.parent, { shown, followed, rewrites: chosen.paths.length > 0 }),
  };
}

interface Lines {
  readonly shown: ReadonlySet<string>;
  readonly followed: ReadonlyMap<string, readonly string[]>;
  /** Commits that don't touch the asked paths are passed over. */
  readonly rewrites: boolean;
}

function joinedTo(parents: readonly string[], { shown, followed, rewrites }: Lines): readonly string[] {
  const found: string[] = [];
  for (const parent of parents) {
    const at = rewrites ? nextShown(parent, shown, followed) : parent;
    if (at !== undefined && shown.has(at) && !found.includes(at)) found.push(at);
  }
  return found;
}

function nextShown(
  from: string,
  shown: ReadonlySet<string>,
  followed: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  let at: string | undefined = from;
  while (at !== undefined && !shown.has(at)) at = followed.get(at)?.[0];
  return at;
}

interface Matching {
  readonly chosen: Selection;
  readonly order: ReturnType<typeof orderOf>;
  readonly followed: Map<string, readonly string[]>;
}

async function* matching(
  repository: Repository,
  options: Options,
  { chosen, order, followed }: Matching,
): AsyncIterable<ReadCommitResult> {
  const paths = [...chosen.paths];
  const known = new Map<string, ReturnType<typeof changesOf>>();
  const changes = (result: ReadCommitResult) => {
    const found = known.get(result.oid) ?? changesOf(repository, result);
    known.set(result.oid, found);
    return found;
  };
  const tests = commitTests(repository, options, paths, changes);
  const { starts, excluded, left } = chosen;
  const follows = async (result: ReadCommitResult) => {
    const parents = options.has("no-walk") ? [] : await followedParents(repository, result, options, paths);
    followed.set(result.oid, parents);
    return parents;
  };
  const walk = walkHistory(repository, { starts, excluded, follows });
  const isSide = sideTest(options, left);
  for await (const result of order === undefined ? walk : inTopologicalOrder(await collected(walk), order)) {
    if ((paths.length > 0 && result.commit.parent.length > 1) || !isSide(result.oid)) continue;
    if (!(await passes(result, tests))) continue;
    yield result;
    if (options.has("follow")) await followRename(repository, result, paths);
  }
}

/** Of `a...b` only one side may be wanted. */
function sideTest(options: Options, left: ReadonlySet<string>): (oid: string) => boolean {
  if (options.has("left-only")) return (oid) => left.has(oid);
  return options.has("right-only") ? (oid) => !left.has(oid) : () => true;
}

async function passes(result: ReadCommitResult, tests: ReturnType<typeof commitTests>): Promise<boolean> {
  for (const test of tests) if (!(await test(result))) return false;
  return true;
}

async function collected(walk: AsyncIterable<ReadCommitResult>): Promise<readonly ReadCommitResult[]> {
  const all: ReadCommitResult[] = [];
  for await (const one of walk) all.push(one);
  return all;
}

/** Of a merge that left the asked paths as one side had them only that side is followed. */
async function followedParents(
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  options: Options,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (options.has("first-parent")) return commit.parent.slice(0, 1);
  if (paths.length === 0 || commit.parent.length < 2) return commit.parent;
  for (const parent of commit.parent) {
    const changes = await changesOf(repository, { oid, commit: { ...commit, parent: [parent] }, payload: "" });
    if (!changes.some(({ path }) => isNamed(path, paths))) return [parent];
  }
  return commit.parent;
}

/** Before the commit that gave a file its name it is looked for under its old one. */
async function followRename(repository: Repository, result: ReadCommitResult, paths: string[]): Promise<void> {
  const [path] = paths;
  const moved = await withRenames(await changesOf(repository, result), async ({ before, after }) => ({
    before: await contentOf(repository, before),
    after: await contentOf(repository, after),
  }));
  const rename = moved.find((change) => change.path === path)?.rename;
  if (rename) paths.splice(0, 1, rename.from);
}

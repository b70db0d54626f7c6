import type { ReadCommitResult } from "isomorphic-git";
import { changesOf, commitTests } from "./commit-filter";
import type { Repository } from "./context";
import type { Decorations } from "./decorations";
import type { Options } from "./options";
import { childrenAmong, joinedTo } from "./joined-lines";
import { isNamed } from "./repository";
import { patchId } from "./patch-id";
import { readNamedCommit } from "./revision";
import type { Selection } from "./selection";
import { inTopologicalOrder, walkHistory } from "./walk-history";
import { withRenames } from "./renames";
import { contentOf } from "./snapshot";

/** The commits that are shown, in their order, and which of its parents each is joined to. */
export interface Shown {
  readonly commits: readonly ReadCommitResult[];
  readonly parentsOf: (commit: ReadCommitResult) => readonly string[];
  readonly childrenOf: ((oid: string) => readonly string[]) | undefined;
  /** By what name each commit was come to. */
  readonly sources: ReadonlyMap<string, string>;
  /** Those that lie behind the others and are shown all the same. */
  readonly edges: ReadonlySet<string>;
  /** Those whose change the other side of `a...b` has as well. */
  readonly twins: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
  /** Of a file that is followed, the names that it had at each commit. */
  readonly pathsAt: ReadonlyMap<string, readonly string[]>;
}

export const walkSpec = {
  flags: [
    "parents",
    "children",
    "boundary",
    "cherry",
    "cherry-mark",
    "cherry-pick",
    "follow",
    "full-history",
    "show-pulls",
    "dense",
    "sparse",
    "ancestry-path",
    "simplify-by-decoration",
    "remove-empty",
    "in-commit-order",
    "no-max-parents",
    "no-min-parents",
  ],
} as const;

/** The sign before a commit's name. */
export function markOf(oid: string, options: Options, { edges, twins, left }: Shown): string | undefined {
  if (edges.has(oid)) return "-";
  if (twins.has(oid)) return "=";
  if (options.has("left-right")) return left.has(oid) ? "<" : ">";
  return marksTwins(options) ? "+" : undefined;
}

const marksTwins = (options: Options): boolean => options.has("cherry") || options.has("cherry-mark");

const orderOf = (options: Options): "lines" | "dates" | "author's dates" | undefined => {
  if (options.has("date-order")) return "dates";
  if (options.has("author-date-order")) return "author's dates";
  return options.has("topo-order") || options.has("graph") ? "lines" : undefined;
};

export async function shownCommits(
  repository: Repository,
  options: Options,
  chosen: Selection,
  names?: Decorations,
): Promise<Shown> {
  const limit = Number(options.value("max-count") ?? Infinity);
  const skipped = Number(options.value("skip") ?? 0);
  const order = orderOf(options);
  const wholly = order !== undefined || options.has("reverse");
  const twins = await twinsOf(repository, options, chosen);
  const matching: Matching = {
    chosen,
    order,
    followed: new Map(),
    sources: new Map(chosen.names),
    pathsAt: new Map(),
    twins,
    names,
  };
  const found: ReadCommitResult[] = [];
  for await (const result of matchingCommits(repository, options, matching)) {
    if (!wholly && found.length >= limit + skipped) break;
    found.push(result);
  }
  const cut = found.slice(skipped, skipped + limit);
  const shown = new Set(found.map(({ oid }) => oid));
  const edges = options.has("boundary") ? await edgesOf(repository, cut) : [];
  for (const { oid } of edges) shown.add(oid);
  const lines = { shown, followed: matching.followed, rewrites: chosen.paths.length > 0 };
  const parentsOf = ({ commit }: ReadCommitResult) => joinedTo(commit.parent, lines);
  const commits = options.has("reverse") ? [...cut, ...edges].toReversed() : [...cut, ...edges];
  return {
    commits,
    parentsOf,
    childrenOf: options.has("children") ? childrenAmong(commits, parentsOf) : undefined,
    sources: matching.sources,
    edges: new Set(edges.map(({ oid }) => oid)),
    twins: marksTwins(options) ? twins : new Set(),
    left: chosen.left,
    pathsAt: matching.pathsAt,
  };
}

/** Parents of what is shown that aren't shown themselves. */
async function edgesOf(
  repository: Repository,
  shown: readonly ReadCommitResult[],
): Promise<readonly ReadCommitResult[]> {
  const known = new Set(shown.map(({ oid }) => oid));
  const oids = new Set(shown.flatMap(({ commit }) => commit.parent).filter((oid) => !known.has(oid)));
  const edges = await Promise.all([...oids].map((oid) => readNamedCommit(repository, oid)));
  return edges.toSorted((a, b) => b.commit.committer.timestamp - a.commit.committer.timestamp);
}

/** Of `a...b` those whose change the other side has made as well. */
async function twinsOf(
  repository: Repository,
  options: Options,
  { starts, left, excluded }: Selection,
): Promise<ReadonlySet<string>> {
  if (!options.has("cherry-pick") && !marksTwins(options)) return new Set();
  const sides: readonly [Map<string, string[]>, Map<string, string[]>] = [new Map(), new Map()];
  for await (const { oid, commit } of walkHistory(repository, {
    starts,
    excluded,
    follows: (one) => one.commit.parent,
  })) {
    if (commit.parent.length > 1) continue;
    const id = await patchId(repository, oid);
    const side = sides[left.has(oid) ? 0 : 1];
    side.set(id, [...(side.get(id) ?? []), oid]);
  }
  const [one, other] = sides;
  return new Set([...one].flatMap(([id, oids]) => (other.has(id) ? [...oids, ...(other.get(id) ?? [])] : [])));
}

interface Matching {
  readonly chosen: Selection;
  readonly order: ReturnType<typeof orderOf>;
  readonly followed: Map<string, readonly string[]>;
  readonly sources: Map<string, string>;
  readonly pathsAt: Map<string, readonly string[]>;
  readonly twins: ReadonlySet<string>;
  readonly names: Decorations | undefined;
}

async function* matchingCommits(
  repository: Repository,
  options: Options,
  matching: Matching,
): AsyncIterable<ReadCommitResult> {
  const { chosen, order } = matching;
  const paths = [...chosen.paths];
  const changes = createChanges(repository);
  const isShown = await commitTest(repository, options, paths, matching, changes);
  const follows = async (result: ReadCommitResult) => {
    const parents = options.has("no-walk") ? [] : await followedParents(repository, result, options, paths);
    matching.followed.set(result.oid, parents);
    const source = matching.sources.get(result.oid);
    for (const oid of parents)
      if (source !== undefined && !matching.sources.has(oid)) matching.sources.set(oid, source);
    return parents;
  };
  const walk = walkHistory(repository, { starts: chosen.starts, excluded: chosen.excluded, follows });
  const sorts = options.value("no-walk") !== "unsorted" || !options.has("no-walk");
  for await (const result of order === undefined || !sorts ? walk : inTopologicalOrder(await collected(walk), order)) {
    if (!(await isShown(result))) continue;
    if (options.has("follow")) matching.pathsAt.set(result.oid, await followRename(repository, result, paths));
    yield result;
  }
}

function createChanges(repository: Repository): (result: ReadCommitResult) => ReturnType<typeof changesOf> {
  const known = new Map<string, ReturnType<typeof changesOf>>();
  return (result) => {
    const found = known.get(result.oid) ?? changesOf(repository, result);
    known.set(result.oid, found);
    return found;
  };
}

type Test = (result: ReadCommitResult) => boolean | Promise<boolean>;

/** Whether a commit is shown, by all that was asked for. */
async function commitTest(
  repository: Repository,
  options: Options,
  paths: string[],
  { chosen, twins, names }: Matching,
  changes: ReturnType<typeof createChanges>,
): Promise<Test> {
  const tests: Test[] = [
    ({ oid }) => sideTest(options, chosen.left)(oid),
    ...commitTests(repository, options, paths, changes),
  ];
  if (paths.length > 0) tests.push((one) => isKept(repository, one, options, paths));
  if (options.has("cherry-pick")) tests.push(({ oid }) => !twins.has(oid));
  if (options.has("simplify-by-decoration"))
    tests.push(({ oid, commit }) => names?.has(oid) === true || commit.parent.length === 0);
  if (options.has("ancestry-path")) {
    const path = await ancestryPath(repository, chosen);
    tests.push(({ oid }) => path.has(oid));
  }
  return (result) => passes(result, tests);
}

/** A merge that left the asked paths as one of its sides had them says nothing of them. */
async function isKept(
  repository: Repository,
  result: ReadCommitResult,
  options: Options,
  paths: readonly string[],
): Promise<boolean> {
  if (result.commit.parent.length < 2) return true;
  const differs = await Promise.all(result.commit.parent.map((parent) => touches(repository, result, parent, paths)));
  if (options.has("full-history")) return differs.some(Boolean);
  if (options.has("first-parent")) return differs[0] === true;
  if (options.has("show-pulls") && differs[0] === true) return true;
  return differs.every(Boolean);
}

async function touches(
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  parent: string,
  paths: readonly string[],
): Promise<boolean> {
  const changes = await changesOf(repository, { oid, commit: { ...commit, parent: [parent] }, payload: "" });
  return changes.some(({ path }) => isNamed(path, paths));
}

/** What lies between the commits that were left out and those that were asked for. */
async function ancestryPath(
  repository: Repository,
  { starts, excluded, bottoms }: Selection,
): Promise<ReadonlySet<string>> {
  const all = await collected(walkHistory(repository, { starts, excluded, follows: ({ commit }) => commit.parent }));
  const found = new Set<string>();
  for (const { oid, commit } of inTopologicalOrder(all, "lines").toReversed())
    if (commit.parent.some((parent) => bottoms.has(parent) || found.has(parent))) found.add(oid);
  return found;
}

/** Of `a...b` only one side may be wanted. */
function sideTest(options: Options, left: ReadonlySet<string>): (oid: string) => boolean {
  if (options.has("left-only")) return (oid) => left.has(oid);
  return options.has("right-only") || options.has("cherry") ? (oid) => !left.has(oid) : () => true;
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
  result: ReadCommitResult,
  options: Options,
  paths: readonly string[],
): Promise<readonly string[]> {
  const { parent: parents } = result.commit;
  if (options.has("first-parent")) return parents.slice(0, 1);
  if (paths.length === 0 || parents.length < 2 || options.has("full-history")) return parents;
  for (const parent of parents) if (!(await touches(repository, result, parent, paths))) return [parent];
  return parents;
}

/** Before the commit that gave a file its name it is looked for under its old one. Answers its names at that commit. */
async function followRename(
  repository: Repository,
  result: ReadCommitResult,
  paths: string[],
): Promise<readonly string[]> {
  const [path = ""] = paths;
  const moved = await withRenames(await changesOf(repository, result), async ({ before, after }) => ({
    before: await contentOf(repository, before),
    after: await contentOf(repository, after),
  }));
  const rename = moved.find((change) => change.path === path)?.rename;
  if (!rename) return [path];
  paths.splice(0, 1, rename.from);
  return [path, rename.from];
}

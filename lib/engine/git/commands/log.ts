import type { ReadCommitResult } from "isomorphic-git";
import { changesOf, commitTests, filterSpec } from "../commit-filter";
import { commitForm, commitText, formFlags, formValues, type CommitForm } from "../commit-text";
import { inRepository, type Repository } from "../context";
import { readDecorations } from "../decorations";
import { fatal } from "../failure";
import { createGraph } from "../graph";
import { readOptions, type Options } from "../options";
import { isNamed } from "../repository";
import { select, selectionSpec, type Selection } from "../selection";
import { inTopologicalOrder, walkHistory } from "../walk-history";
import { withRenames } from "../renames";
import { contentOf } from "../snapshot";
import { changesSpec, showsChanges, writeChanges } from "./write-changes";

const spec = {
  flags: [
    ...changesSpec.flags,
    ...filterSpec.flags,
    ...selectionSpec.flags,
    ...formFlags,
    "graph",
    "follow",
    "walk-reflogs",
  ],
  values: [...changesSpec.values, ...filterSpec.values, ...formValues, "max-count", "skip", "L"],
  lists: filterSpec.lists,
  short: {
    ...changesSpec.short,
    n: "max-count",
    i: "regexp-ignore-case",
    E: "extended-regexp",
    F: "fixed-strings",
    P: "perl-regexp",
    S: "S",
    G: "G",
    L: "L",
    g: "walk-reflogs",
  },
  number: "max-count",
} as const;

export const log = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (options.has("walk-reflogs")) return fatal("log -g isn't there in the tab: use git reflog.");
  if (options.has("L")) return fatal("log -L isn't there in the tab: use git blame, or log -p with the file's name.");
  const form = commitForm(repository, options);
  const names = await readDecorations(repository);
  const chosen = await select(repository, options);
  const graph = options.has("graph") ? createGraph() : undefined;
  let first = true;
  for (const result of await wanted(repository, options, chosen)) {
    const text = commitText(repository, result, form, names.get(result.oid) ?? []);
    const ended = form.name === "own" && form.ends === "each" ? `${text}\n` : text;
    if (graph) repository.out(graph.draw(result, ended));
    else repository.out(`${form.ends === "between" && !first ? "\n" : ""}${ended}`);
    if (showsChanges(options)) await writeCommitChanges(repository, result, { options, form, paths: chosen.paths });
    first = false;
  }
  return 0;
});

/** The commits that are shown, in their order. */
async function wanted(
  repository: Repository,
  options: Options,
  chosen: Selection,
): Promise<readonly ReadCommitResult[]> {
  const limit = Number(options.value("max-count") ?? Infinity);
  const skipped = Number(options.value("skip") ?? 0);
  const wholly = ["topo-order", "graph", "reverse"].some((name) => options.has(name));
  const found: ReadCommitResult[] = [];
  for await (const result of matching(repository, options, chosen)) {
    if (!wholly && found.length >= limit + skipped) break;
    found.push(result);
  }
  const sorted = options.has("topo-order") || options.has("graph") ? inTopologicalOrder(found) : found;
  const cut = sorted.slice(skipped, skipped + limit);
  return options.has("reverse") ? cut.toReversed() : cut;
}

async function* matching(repository: Repository, options: Options, chosen: Selection): AsyncIterable<ReadCommitResult> {
  const paths = [...chosen.paths];
  const known = new Map<string, ReturnType<typeof changesOf>>();
  const changes = (result: ReadCommitResult) => {
    const found = known.get(result.oid) ?? changesOf(repository, result);
    known.set(result.oid, found);
    return found;
  };
  const tests = commitTests(repository, options, paths, changes);
  const follows = (result: ReadCommitResult) => followed(repository, result, options, paths);
  const { starts, excluded } = chosen;
  for await (const result of walkHistory(repository, { starts, excluded, follows })) {
    if (paths.length > 0 && result.commit.parent.length > 1) continue;
    let fits = true;
    for (const test of tests) fits = fits && (await test(result));
    if (!fits) continue;
    yield result;
    if (options.has("follow")) await followRename(repository, result, paths);
  }
}

/** Of a merge that left the asked paths as one side had them only that side is followed. */
async function followed(
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

interface Showing {
  readonly options: Options;
  readonly form: CommitForm;
  readonly paths: readonly string[];
}

async function writeCommitChanges(repository: Repository, result: ReadCommitResult, { options, form, paths }: Showing) {
  if (result.commit.parent.length > 1) return;
  const all = await changesOf(repository, result);
  const changes = paths.length === 0 || options.has("follow") ? all : all.filter(({ path }) => isNamed(path, paths));
  if (changes.length === 0) return;
  const both = options.has("stat") && options.has("patch");
  if (form.name !== "oneline" && !(form.name === "own" && form.format === "")) repository.out(both ? "---\n" : "\n");
  await writeChanges(repository, changes, options, false);
}

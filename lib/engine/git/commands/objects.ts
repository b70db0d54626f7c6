import git, { type ReadCommitResult } from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { GitFailure, fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { isAncestor, resolveCommit, resolveObject } from "../revision";
import { select, selectionSpec } from "../selection";
import { inTopologicalOrder, walkHistory } from "../walk-history";

/** Of `HEAD:path` the file or folder, else what the name stands for. */
async function objectOf(repository: Repository, name: string): Promise<string> {
  const at = name.indexOf(":");
  const unknown = () => fatal(`Not a valid object name ${name}`);
  if (at < 0) return (await resolveObject(repository, name)) ?? unknown();
  const commit = await resolveCommit(repository, name.slice(0, at) || "HEAD");
  const filepath = name.slice(at + 1).replace(/\/$/u, "");
  const found = await git
    .readObject({ ...repository, oid: commit, filepath, format: "deflated" })
    .catch(() => undefined);
  return found?.oid ?? unknown();
}

export const catFile = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["p", "t", "s", "e"], short: { p: "p", t: "t", s: "s", e: "e" } });
  const typed = options.rest.at(-1) ?? fatal("<object> required");
  const oid = await objectOf(repository, typed);
  const { type, object } = await git.readObject({ ...repository, oid, format: "content" });
  if (type === "deflated" || type === "wrapped") return fatal(`Not a valid object name ${typed}`);
  const content = object as Uint8Array;
  if (options.has("e")) return 0;
  if (options.has("t")) repository.out(`${type}\n`);
  else if (options.has("s")) repository.out(`${content.length}\n`);
  else if (type === "tree")
    await listTree(repository, oid, { prefix: "", recursive: false, paths: [], nameOnly: false });
  else repository.outBytes(content);
  return 0;
});

interface Listing {
  readonly prefix: string;
  readonly recursive: boolean;
  readonly paths: readonly string[];
  readonly nameOnly: boolean;
}

async function listTree(repository: Repository, oid: string, listing: Listing): Promise<void> {
  const { prefix, recursive, paths, nameOnly } = listing;
  for (const { path, type, mode, oid: own } of (await git.readTree({ ...repository, oid })).tree) {
    const name = prefix + path;
    const isAbove = paths.some((one) => one.startsWith(`${name}/`));
    if (
      paths.length > 0 &&
      !isNamed(
        name,
        paths.map((one) => one.replace(/\/$/u, "")),
      ) &&
      !isAbove
    )
      continue;
    if (type === "tree" && (recursive || isAbove)) await listTree(repository, own, { ...listing, prefix: `${name}/` });
    else repository.out(nameOnly ? `${name}\n` : `${mode.padStart(6, "0")} ${type} ${own}\t${name}\n`);
  }
}

export const lsTree = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["name-only", "name-status", "recursive"], short: { r: "recursive" } });
  const [name, ...typed] = options.rest;
  if (name === undefined) throw new GitFailure("usage: git ls-tree [<options>] <tree-ish> [<path>...]", 129);
  const paths = [...typed, ...(options.paths ?? [])].map(
    (one) => repositoryPath(repository, one) + (one.endsWith("/") ? "/" : ""),
  );
  const oid = await objectOf(repository, name);
  const nameOnly = options.has("name-only") || options.has("name-status");
  await listTree(repository, oid, { prefix: "", recursive: options.has("recursive"), paths, nameOnly });
});

export const hashObject = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["write"], short: { w: "write" } });
  for (const file of [...options.rest, ...(options.paths ?? [])]) {
    const path = `${repository.dir}/${repositoryPath(repository, file)}`;
    const object = await repository.fs.promises
      .readFile(path)
      .catch(() => fatal(`could not open '${file}' for reading: No such file or directory`));
    const oid = options.has("write")
      ? await git.writeBlob({ ...repository, blob: object })
      : (await git.hashBlob({ object })).oid;
    repository.out(`${oid}\n`);
  }
});

export const mergeBase = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["is-ancestor", "all"] });
  const oids = await Promise.all(options.rest.map((one) => resolveCommit(repository, one)));
  const [first, second] = oids;
  if (first === undefined || second === undefined)
    throw new GitFailure("usage: git merge-base [-a | --all] <commit> <commit>...", 129);
  if (options.has("is-ancestor")) return (await isAncestor(repository, first, second)) ? 0 : 1;
  const bases = (await git.findMergeBase({ ...repository, oids })) as string[];
  for (const oid of options.has("all") ? bases : bases.slice(0, 1)) repository.out(`${oid}\n`);
  return bases.length === 0 ? 1 : 0;
});

async function listed(repository: Repository, options: Options): Promise<ReadCommitResult[]> {
  const { starts, excluded } = await select(repository, options);
  const most = options.has("first-parent") ? 1 : Infinity;
  const found: ReadCommitResult[] = [];
  for await (const one of walkHistory(repository, {
    starts,
    excluded,
    follows: ({ commit }) => commit.parent.slice(0, most),
  })) {
    const isMerge = one.commit.parent.length > 1;
    if (!(options.has("no-merges") && isMerge) && !(options.has("merges") && !isMerge)) found.push(one);
  }
  return found;
}

export const revList = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: [...selectionSpec.flags, "count", "no-merges", "merges"],
    values: ["max-count"],
    short: { n: "max-count" },
    number: "max-count",
  });
  if (options.rest.length === 0 && !options.has("all"))
    throw new GitFailure("usage: git rev-list [<options>] <commit>... [--] [<path>...]", 129);
  const all = await listed(repository, options);
  const sorted = options.has("topo-order") ? inTopologicalOrder(all) : all;
  const cut = sorted.slice(0, Number(options.value("max-count") ?? Infinity));
  if (options.has("count")) repository.out(`${cut.length}\n`);
  else for (const { oid } of options.has("reverse") ? cut.toReversed() : cut) repository.out(`${oid}\n`);
  return 0;
});

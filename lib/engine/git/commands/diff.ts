import git from "isomorphic-git";
import { changesBetween, type Change } from "../changes";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { hunksBetween } from "../hunks";
import { linesOf } from "../line-diff";
import { readOptions, typedUnknown, type Options } from "../options";
import { quotedPath } from "../quoted-path";
import { headOid, isNamed, repositoryPath } from "../repository";
import { resolveCommit, tryResolve } from "../revision";
import { fileOf } from "../revision-path";
import { ofCommit, ofIndex, ofWorkingTree, type FileState, type Snapshot } from "../snapshot";
import { unmergedFiles, type Unmerged } from "../unmerged";
import { faultsIn, newBlankEnd } from "../whitespace-check";
import { writeUnmerged } from "./unmerged-diff";
import { changesSpec, showsTables } from "./diff-options";
import { outsideDiff } from "./outside-diff";
import { textsOf, writeChanges } from "./write-changes";
import { written } from "./written";

const sideNames = ["base", "ours", "theirs"] as const;

const spec = {
  ...changesSpec,
  flags: [
    ...changesSpec.flags,
    "staged",
    "cached",
    "quiet",
    "exit-code",
    "check",
    "merge-base",
    "no-index",
    "cc",
    "c",
    ...sideNames,
  ],
  short: { ...changesSpec.short, c: "c", q: "quiet", "1": "base", "2": "ours", "3": "theirs" },
} as const;

/** Of all commands this one has another word for an option that it doesn't know. */
function optionsOf(args: readonly string[]): Options {
  try {
    return readOptions(args, spec);
  } catch (error) {
    const typed = typedUnknown(error, args);
    if (typed === undefined) throw error;
    throw new GitFailure(`error: invalid option: ${typed}`, 255);
  }
}

export const diff = inRepository(async (given, args) => {
  const options = optionsOf(args);
  if (options.has("no-index")) return written(given, options, (repository) => outsideDiff(repository, options));
  return written(given, options, (repository) => writeDiff(repository, options));
});

async function writeDiff(repository: Repository, options: Options): Promise<number> {
  const { revisions, blobs, paths } = await separate(repository, options);
  const isWanted = ({ path }: { readonly path: string }) => paths.length === 0 || isNamed(path, paths);
  const found =
    blobs.length > 0 ? await blobChange(repository, blobs, paths) : await changesFor(repository, revisions, options);
  const { changes, inTree, unmerged } = found;
  const named = blobs.length > 0 ? changes : changes.filter(isWanted);
  const turned = named.map(({ path, before, after }) => ({ path, before: after, after: before }));
  const chosen = options.has("R") ? turned : named;
  const side = inTree && options.has("R") ? "before" : inTree;
  if (options.has("check")) return check(repository, named, inTree);
  if (!options.has("quiet")) {
    await write(repository, chosen, options, { side, unmerged: [...unmerged].filter(([path]) => isWanted({ path })) });
  }
  return (options.has("exit-code") || options.has("quiet")) && chosen.length > 0 ? 1 : 0;
}

interface Shown {
  readonly side: boolean | "before";
  readonly unmerged: readonly (readonly [path: string, sides: Unmerged])[];
}

/** Files that are unmerged stand among the others, as what both sides made of them. */
async function write(repository: Repository, changes: readonly Change[], options: Options, { side, unmerged }: Shown) {
  if (unmerged.length === 0) return writeChanges(repository, changes, options, side);
  const files = new Map(unmerged);
  if (showsTables(options)) {
    for (const [path] of unmerged) {
      if (options.has("name-only")) repository.out(`${quotedPath(path)}\n`);
      if (options.has("name-status")) repository.out(`U\t${quotedPath(path)}\n`);
    }
    if (options.value("diff-filter") === "U") return undefined;
    return writeChanges(repository, changes, options, side);
  }
  const all = [...changes.filter(({ path }) => !files.has(path)), ...unmerged.map(([path]) => ({ path }))];
  for (const one of all.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const sides = files.get(one.path);
    if (sides && side !== false && !options.has("R")) await writeUnmerged(repository, one.path, sides);
    else if (sides) repository.out(`* Unmerged path ${quotedPath(one.path)}\n`);
    else
      await writeChanges(
        repository,
        changes.filter(({ path }) => path === one.path),
        options,
        side,
      );
  }
  return undefined;
}

async function check(repository: Repository, changes: readonly Change[], inTree: boolean): Promise<number> {
  let faults = "";
  for (const change of changes) {
    const { before, after } = await textsOf(repository, change, inTree);
    const [old, now] = [before, after].map((bytes) => new TextDecoder().decode(bytes));
    faults += faultsIn(change.path, hunksBetween(old ?? "", now ?? "", 0));
    const end = newBlankEnd(linesOf(old ?? ""), linesOf(now ?? ""));
    if (end !== undefined) faults += `${change.path}:${end}: new blank line at EOF.\n`;
  }
  repository.out(faults);
  return faults === "" ? 0 : 2;
}

/** Revisions come first, or files of them; what is none is a path. */
async function separate(repository: Repository, options: Options) {
  const revisions: string[] = [];
  const blobs: { readonly path: string; readonly state: FileState }[] = [];
  const paths: string[] = [];
  for (const typed of options.rest) {
    const one = await oneSided(repository, typed);
    const parts = one.split(/\.{2,3}/u);
    const isRevision =
      paths.length === 0 && (await Promise.all(parts.map((part) => tryResolve(repository, part)))).every(Boolean);
    const file = isRevision || !one.includes(":") ? undefined : await fileOf(repository, one);
    if (isRevision) revisions.push(...(await sidesOf(repository, one, parts)));
    else if (file) blobs.push(file);
    else if (options.paths || one.startsWith(":") || (await exists(repository, one))) paths.push(one);
    else await resolveCommit(repository, one);
  }
  return {
    revisions,
    blobs,
    paths: [...paths, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one)),
  };
}

/** `a^!` is what `a` did to its parent. */
async function oneSided(repository: Repository, typed: string): Promise<string> {
  const [, base] = /^(.*)\^!$/u.exec(typed) ?? [];
  return base !== undefined && (await tryResolve(repository, `${base}^`)) !== undefined ? `${base}^..${base}` : typed;
}

/** Two files of revisions, or one of them and what lies in the working tree. */
async function blobChange(
  repository: Repository,
  [first, second]: readonly { readonly path: string; readonly state: FileState }[],
  [path]: readonly string[],
) {
  if (!first) return fatal("no file was named");
  const place = second?.path ?? path ?? first.path;
  const tree = second ? undefined : (await ofWorkingTree(repository, (file) => file === place)).get(place);
  const after = second?.state ?? tree ?? failed(`${place}: no such file`);
  const isSame = first.state.oid === after.oid && first.state.mode === after.mode;
  const change = { path: place, before: first.state, after };
  return { changes: isSame ? [] : [change], inTree: second === undefined, unmerged: new Map<string, Unmerged>() };
}

/** `a..b` are both; `a...b` begins where they parted. */
async function sidesOf(repository: Repository, typed: string, parts: readonly string[]): Promise<readonly string[]> {
  const named = parts.map((part) => part || "HEAD");
  if (!typed.includes("...")) return named;
  return [await baseOf(repository, named), named[1] ?? "HEAD"];
}

async function baseOf(repository: Repository, names: readonly string[]): Promise<string> {
  const oids = await Promise.all(names.map((name) => resolveCommit(repository, name)));
  const [base] = (await git.findMergeBase({ ...repository, oids })) as string[];
  return base ?? fatal(`${names.join("...")}: no merge base`);
}

const exists = (repository: Repository, typed: string): Promise<boolean> =>
  repository.fs.promises.lstat(`${repository.dir}/${repositoryPath(repository, typed)}`).then(
    () => true,
    async () =>
      (await git.listFiles({ ...repository })).some((file) => isNamed(file, [repositoryPath(repository, typed)])),
  );

interface Found {
  readonly changes: readonly Change[];
  readonly inTree: boolean;
  readonly unmerged: ReadonlyMap<string, Unmerged>;
}

async function changesFor(repository: Repository, revisions: readonly string[], options: Options): Promise<Found> {
  const [first, to] = await Promise.all(revisions.map((revision) => resolveCommit(repository, revision)));
  const parted = options.has("merge-base") && first !== undefined;
  const from = parted ? await baseOf(repository, [first, to ?? "HEAD"]) : first;
  if (from === undefined || to === undefined) return uncommitted(repository, from, options);
  const changes = changesBetween(await ofCommit(repository, from), await ofCommit(repository, to));
  return { changes, inTree: false, unmerged: new Map() };
}

/** What the index or the working tree has otherwise than a commit, or than the index. */
async function uncommitted(repository: Repository, from: string | undefined, options: Options): Promise<Found> {
  const unmerged = await unmergedFiles(repository);
  const index = await ofIndex(repository);
  if (options.has("staged") || options.has("cached")) {
    const before = await ofCommit(repository, from ?? (await headOid(repository)));
    const changes = changesBetween(before, index).filter(({ path }) => !unmerged.has(path));
    return { changes, inTree: false, unmerged };
  }
  const before = from === undefined ? sideOf(index, unmerged, options) : await ofCommit(repository, from);
  const known = new Set([...index.keys(), ...unmerged.keys()]);
  const tree = await ofWorkingTree(repository, (file) => known.has(file));
  const isSide = sideNames.some((name) => options.has(name));
  if (isSide && !showsTables(options))
    for (const path of unmerged.keys()) repository.out(`* Unmerged path ${quotedPath(path)}\n`);
  const shown = from === undefined && !isSide ? unmerged : new Map<string, Unmerged>();
  return { changes: changesBetween(before, tree), inTree: true, unmerged: shown };
}

/** The index, with one of the sides of what is unmerged: ours, if no other is asked for. */
function sideOf(index: Snapshot, unmerged: ReadonlyMap<string, Unmerged>, options: Options): Snapshot {
  const asked = sideNames.find((name) => options.has(name)) ?? "ours";
  const files = new Map(index);
  for (const [path, sides] of unmerged) {
    const state = sides[asked];
    if (state) files.set(path, state);
    else files.delete(path);
  }
  return files;
}

import git from "isomorphic-git";
import type { StashDoors } from "../autostash";
import { layDown, moveTo, restamp, setIndex } from "../checkout";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { fatal, failed, GitFailure } from "../failure";
import { mergeInto, refuseUnmerged } from "../merge-into";
import { readOptions } from "../options";
import { currentBranch, headOid, isNamed, repositoryPath } from "../repository";
import { firstLine, readCommit, short } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree, type FileState, type Snapshot } from "../snapshot";
import { addStash, findStash, listStashes, removeAllStashes, removeStash, type Stash } from "../stashes";
import { statusRows } from "../status";
import { writeRawCommit } from "../write-commit";
import { writeTreeOf } from "../write-tree";
import { switchHead } from "./point";
import { status } from "./status";
import { changesSpec, showsChanges } from "./diff-options";
import { writeChanges } from "./write-changes";

type Run = (repository: Repository, args: readonly string[]) => Promise<number | void>;

export const stash = inRepository(async (repository, args) => {
  const [name = "push", ...rest] = args;
  const run = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (run) return run(repository, rest);
  return name.startsWith("-") ? push(repository, args) : failed(`unknown subcommand: \`${name}'`, 129);
});

const pushSpec = {
  flags: ["include-untracked", "keep-index", "quiet", "all", "no-keep-index", "staged"],
  values: ["message"],
  short: { m: "message", u: "include-untracked", k: "keep-index", q: "quiet", a: "all", S: "staged" },
} as const;

const push: Run = async (repository, args) => {
  const options = readOptions(args, pushSpec);
  const head = await headOid(repository);
  if (head === undefined) return failed("You do not have the initial commit yet", 1);
  await refuseUnmerged(repository, "Stashing");
  const paths = [...options.rest, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one));
  const rows = (await statusRows(repository)).filter(({ path }) => paths.length === 0 || isNamed(path, paths));
  const withNew = options.has("include-untracked") || options.has("all");
  const untracked = withNew ? rows.filter(({ index }) => index === "?").map(({ path }) => path) : [];
  const changed = rows.filter(({ index }) => index !== "?").map(({ path }) => path);
  if (changed.length === 0 && untracked.length === 0) {
    if (!options.has("quiet")) repository.out("No local changes to save\n");
    return 0;
  }
  const saved = await save(repository, { head, changed, untracked, title: options.value("message") });
  await addStash(repository, saved);
  await takeBack(repository, head, { changed, untracked, keepIndex: options.has("keep-index") });
  if (!options.has("quiet")) repository.out(`Saved working directory and index state ${saved.message}\n`);
  return 0;
};

interface Saving {
  readonly head: string;
  readonly changed: readonly string[];
  readonly untracked: readonly string[];
  readonly title: string | undefined;
}

/** Writes the index, what is new, and the working tree as commits, in the form that git gives them. */
async function save(repository: Repository, { head, changed, untracked, title }: Saving): Promise<Stash> {
  const branch = (await currentBranch(repository)) ?? "(no branch)";
  const at = `${branch}: ${short(head)} ${firstLine((await readCommit(repository, head)).message)}`;
  const write = async (files: Snapshot, parent: string[], message: string) =>
    writeRawCommit(repository, { tree: await writeTreeOf(repository, files), parent, message });
  const headFiles = await ofCommit(repository, head);
  const index = await ofIndex(repository);
  const indexCommit = await write(index, [head], `index on ${at}\n`);
  const parents = [head, indexCommit];
  if (untracked.length > 0)
    parents.push(await write(await stored(repository, untracked), [], `untracked files on ${at}\n`));
  const message = title === undefined ? `WIP on ${at}` : `On ${branch}: ${title}`;
  const files = new Map(headFiles);
  const tree = await stored(repository, changed);
  for (const file of changed) put(files, file, tree.get(file));
  const oid = await write(files, parents, message);
  return { oid, message };
}

/** For what wants a clean working tree: sets everything aside under no name, and brings it back. */
export const stashDoors: StashDoors = {
  async setAside(repository) {
    const head = await headOid(repository);
    const changed = (await statusRows(repository)).filter(({ index }) => index !== "?").map(({ path }) => path);
    if (head === undefined || changed.length === 0) return undefined;
    const { oid } = await save(repository, { head, changed, untracked: [], title: "autostash" });
    await takeBack(repository, head, { changed, untracked: [], keepIndex: false });
    return oid;
  },
  async bringBack(repository, oid) {
    const silent = { ...repository, out: () => undefined };
    return layBack(silent, oid, { withIndex: false }).catch(() => false);
  },
};

function put(files: Map<string, FileState>, file: string, state: FileState | undefined): void {
  if (state) files.set(file, state);
  else files.delete(file);
}

/** Files of the working tree, their contents written into the repository. */
async function stored(repository: Repository, files: readonly string[]): Promise<Snapshot> {
  const wanted = new Set(files);
  const tree = await ofWorkingTree(repository, (file) => wanted.has(file));
  for (const [file, { mode }] of tree) {
    const place = `${repository.dir}/${file}`;
    const { promises: fs } = repository.fs;
    const blob = mode === 0o120000 ? new TextEncoder().encode(await fs.readlink(place)) : await fs.readFile(place);
    await git.writeBlob({ ...repository, blob });
  }
  return tree;
}

async function takeBack(
  repository: Repository,
  head: string,
  { changed, untracked, keepIndex }: { changed: readonly string[]; untracked: readonly string[]; keepIndex: boolean },
): Promise<void> {
  const source = keepIndex ? await ofIndex(repository) : await ofCommit(repository, head);
  for (const file of changed) {
    if (!keepIndex) await setIndex(repository, file, source.get(file));
    await layDown(repository, file, source.get(file));
  }
  for (const file of untracked) await layDown(repository, file, undefined);
  await restamp(
    repository,
    changed.filter((file) => source.has(file)),
  );
}

const applySpec = { flags: ["index", "quiet"], short: { q: "quiet" } } as const;

/** Brings a stash back into the working tree; answers whether nothing is left to be resolved. */
async function bringBack(repository: Repository, args: readonly string[]) {
  const options = readOptions(args, applySpec);
  const found = await findStash(repository, options.rest[0]);
  await refuseUnmerged(repository, "Applying a stash");
  const clean = await layBack(repository, found.oid, { withIndex: options.has("index") });
  if (!options.has("quiet")) await status.run(repository, []);
  return { found, clean, quiet: options.has("quiet") };
}

async function layBack(
  repository: Repository,
  oid: string,
  { withIndex }: { readonly withIndex: boolean },
): Promise<boolean> {
  const [base, index, untracked] = (await readCommit(repository, oid)).parent;
  const before = await ofIndex(repository);
  const trees = { base: await ofCommit(repository, base), ours: before, theirs: await ofCommit(repository, oid) };
  if (untracked !== undefined) await layNew(repository, await ofCommit(repository, untracked));
  const merged = await mergeInto(repository, trees, { ours: "Updated upstream", theirs: "Stashed changes" });
  if (merged.unmerged.size > 0) return false;
  if (withIndex && index !== undefined) await restoreIndex(repository, await ofCommit(repository, index));
  else
    for (const { path, before: old } of changesBetween(before, merged.files))
      if (old) await setIndex(repository, path, old);
  return true;
}

async function restoreIndex(repository: Repository, wanted: Snapshot): Promise<void> {
  for (const { path, after } of changesBetween(await ofIndex(repository), wanted))
    await setIndex(repository, path, after);
}

async function layNew(repository: Repository, files: Snapshot): Promise<void> {
  const wanted = await ofWorkingTree(repository, (file) => files.has(file));
  const [taken] = wanted.keys();
  if (taken !== undefined)
    throw new GitFailure(
      `${[...wanted.keys()].map((file) => `${file} already exists, no checkout\n`).join("")}error: could not restore untracked files from stash`,
      1,
    );
  for (const [file, state] of files) await layDown(repository, file, state);
}

const apply: Run = async (repository, args) => ((await bringBack(repository, args)).clean ? 0 : 1);

const pop: Run = async (repository, args) => {
  const { found, clean, quiet } = await bringBack(repository, args);
  if (!clean) {
    repository.out("The stash entry is kept in case you need it again.\n");
    return 1;
  }
  await removeStash(repository, found.number);
  if (!quiet) repository.out(`Dropped refs/stash@{${found.number}} (${found.oid})\n`);
  return 0;
};

const list: Run = async (repository) => {
  for (const [at, { message }] of (await listStashes(repository)).entries())
    repository.out(`stash@{${at}}: ${message}\n`);
};

const drop: Run = async (repository, args) => {
  const options = readOptions(args, { flags: ["quiet"], short: { q: "quiet" } });
  const found = await findStash(repository, options.rest[0]);
  await removeStash(repository, found.number);
  const name = options.rest[0] === undefined ? "refs/stash" : "stash";
  if (!options.has("quiet")) repository.out(`Dropped ${name}@{${found.number}} (${found.oid})\n`);
};

const show: Run = async (repository, args) => {
  const given = readOptions(args, changesSpec);
  const options = showsChanges(given) ? given : readOptions(["--stat", ...args], changesSpec);
  const found = await findStash(repository, options.rest[0]);
  const { parent } = await readCommit(repository, found.oid);
  const changes = changesBetween(await ofCommit(repository, parent[0]), await ofCommit(repository, found.oid));
  await writeChanges(repository, changes, options, false);
};

const branch: Run = async (repository, [name, which]) => {
  if (name === undefined) return fatal("No branch name specified");
  const found = await findStash(repository, which);
  const [base = ""] = (await readCommit(repository, found.oid)).parent;
  await git.branch({ ...repository, ref: name, object: base });
  await moveTo(repository, await headOid(repository), base);
  const from = (await currentBranch(repository)) ?? "HEAD";
  await switchHead(repository, { ref: `refs/heads/${name}`, oid: base }, `checkout: moving from ${from} to ${name}`);
  repository.err(`Switched to a new branch '${name}'\n`);
  return pop(repository, ["--index", ...(which === undefined ? [] : [which])]);
};

const actions: Readonly<Record<string, Run>> = {
  push,
  save: (repository, args) =>
    push(
      repository,
      args.flatMap((one) => (one.startsWith("-") ? [one] : ["-m", one])),
    ),
  apply,
  pop,
  list,
  drop,
  show,
  branch,
  clear: (repository) => removeAllStashes(repository),
};

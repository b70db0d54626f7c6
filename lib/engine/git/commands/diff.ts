import git from "isomorphic-git";
import { changesBetween, type Change } from "../changes";
import { inRepository, type Repository } from "../context";
import { readOptions, type Options } from "../options";
import { kindLine, statOf, writePatch, writeShortStat, writeStat, type Texts } from "../patch";
import { headOid, isNamed, repositoryPath } from "../repository";
import { resolveCommit, tryResolve } from "../revision";
import { contentOf, ofCommit, ofIndex, ofWorkingTree } from "../snapshot";

const spec = {
  flags: [
    "staged",
    "cached",
    "stat",
    "shortstat",
    "name-only",
    "name-status",
    "quiet",
    "exit-code",
    "no-color",
    "color",
  ],
  short: { q: "quiet" },
} as const;

export const diff = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const { revisions, paths } = await separate(repository, options);
  const { changes, inTree } = await changesFor(repository, revisions, options.has("staged") || options.has("cached"));
  const chosen = paths.length === 0 ? changes : changes.filter(({ path }) => isNamed(path, paths));
  if (!options.has("quiet")) await writeChanges(repository, chosen, options, inTree);
  return (options.has("exit-code") || options.has("quiet")) && chosen.length > 0 ? 1 : 0;
});

/** Revisions come first; what is none is a path. */
async function separate(repository: Repository, options: Options) {
  const revisions: string[] = [];
  const paths: string[] = [];
  for (const one of options.rest) {
    const parts = one.split(/\.{2,3}/u);
    const isRevision =
      paths.length === 0 && (await Promise.all(parts.map((part) => tryResolve(repository, part)))).every(Boolean);
    if (isRevision) revisions.push(...parts.map((part) => part || "HEAD"));
    else if (options.paths || (await exists(repository, one))) paths.push(one);
    else await resolveCommit(repository, one);
  }
  return { revisions, paths: [...paths, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one)) };
}

const exists = (repository: Repository, typed: string): Promise<boolean> =>
  repository.fs.promises.lstat(`${repository.dir}/${repositoryPath(repository, typed)}`).then(
    () => true,
    async () =>
      (await git.listFiles({ ...repository })).some((file) => isNamed(file, [repositoryPath(repository, typed)])),
  );

async function changesFor(repository: Repository, revisions: readonly string[], staged: boolean) {
  const [from, to] = await Promise.all(revisions.map((revision) => resolveCommit(repository, revision)));
  if (from !== undefined && to !== undefined)
    return { changes: changesBetween(await ofCommit(repository, from), await ofCommit(repository, to)), inTree: false };
  const index = await ofIndex(repository);
  if (staged)
    return {
      changes: changesBetween(await ofCommit(repository, from ?? (await headOid(repository))), index),
      inTree: false,
    };
  const before = from === undefined ? index : await ofCommit(repository, from);
  const known = new Set([...before.keys(), ...index.keys()]);
  const tree = await ofWorkingTree(repository, (file) => known.has(file));
  return { changes: changesBetween(before, tree), inTree: true };
}

/** Writes changes in the form that the options ask for. `inTree`: what is new stands in the working tree, not in git. */
export async function writeChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Pick<Options, "has">,
  inTree: boolean,
): Promise<void> {
  if (options.has("name-only")) return repository.out(changes.map(({ path }) => `${path}\n`).join(""));
  if (options.has("name-status")) return repository.out(changes.map(kindLine).join(""));
  const texts = (change: Change) => textsOf(repository, change, inTree);
  if (options.has("stat") || options.has("shortstat")) {
    const stats = await Promise.all(changes.map(async (change) => statOf(change, await texts(change))));
    if (stats.length > 0) repository.out(options.has("stat") ? writeStat(repository, stats) : writeShortStat(stats));
    return undefined;
  }
  for (const change of changes) repository.out(writePatch(repository, change, await texts(change)));
  return undefined;
}

async function textsOf(repository: Repository, change: Change, inTree: boolean): Promise<Texts> {
  const before = await contentOf(repository, change.before);
  if (!inTree || !change.after) return { before, after: await contentOf(repository, change.after) };
  const file = `${repository.dir}/${change.path}`;
  if (change.after.mode === 0o120000)
    return { before, after: new TextEncoder().encode(await repository.fs.promises.readlink(file)) };
  return { before, after: await repository.fs.promises.readFile(file) };
}

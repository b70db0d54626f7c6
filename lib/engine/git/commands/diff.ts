import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { headOid, isNamed, repositoryPath } from "../repository";
import { resolveCommit, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { changesSpec, writeChanges } from "./write-changes";

const spec = {
  ...changesSpec,
  flags: [...changesSpec.flags, "staged", "cached", "quiet", "exit-code", "reverse", "merge-base"],
  short: { ...changesSpec.short, q: "quiet", R: "reverse" },
} as const;

export const diff = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const { revisions, paths } = await separate(repository, options);
  const { changes, inTree } = await changesFor(repository, revisions, options.has("staged") || options.has("cached"));
  const named = paths.length === 0 ? changes : changes.filter(({ path }) => isNamed(path, paths));
  if (options.has("reverse") && inTree)
    return fatal("diff -R against the working tree isn't there in the tab: name two commits.");
  const turned = named.map(({ path, before, after }) => ({ path, before: after, after: before }));
  const chosen = options.has("reverse") ? turned : named;
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
    if (isRevision) revisions.push(...(await sidesOf(repository, one, parts)));
    else if (options.paths || (await exists(repository, one))) paths.push(one);
    else await resolveCommit(repository, one);
  }
  return { revisions, paths: [...paths, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one)) };
}

/** `a..b` are both; `a...b` begins where they parted. */
async function sidesOf(repository: Repository, typed: string, parts: readonly string[]): Promise<readonly string[]> {
  const named = parts.map((part) => part || "HEAD");
  if (!typed.includes("...")) return named;
  const oids = await Promise.all(named.map((name) => resolveCommit(repository, name)));
  const [base] = (await git.findMergeBase({ ...repository, oids })) as string[];
  return base === undefined ? fatal(`${typed}: no merge base`) : [base, named[1] ?? "HEAD"];
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

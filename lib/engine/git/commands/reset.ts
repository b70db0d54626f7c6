import { layDown, moveTo } from "../checkout";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { setInIndex } from "../index-file";
import { endMerge } from "../merge-state";
import { readOptions } from "../options";
import { headOid, isNamed, repositoryPath } from "../repository";
import { firstLine, readCommit, resolveCommit, short, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { resetMerge } from "../reset-merge";
import { unmergedFiles } from "../unmerged";
import { pointHead } from "./point";

export const reset = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["soft", "mixed", "hard", "merge", "keep", "quiet", "no-refresh", "patch"],
    short: { q: "quiet", p: "patch" },
  });
  if (options.has("patch")) return fatal("choosing parts of a file isn't there in the tab: reset whole files.");
  const [first, ...others] = options.rest;
  const named = first === undefined ? undefined : await tryResolve(repository, first);
  const typed = [...(named === undefined ? options.rest : others), ...(options.paths ?? [])];
  const target = named ?? (await headOid(repository));
  if (first !== undefined && named === undefined) await needFile(repository, first);
  if (typed.length > 0) {
    const mode = modeOf(options);
    if (mode !== "mixed") return fatal(`Cannot do ${mode} reset with paths.`);
    const paths = typed.map((one) => repositoryPath(repository, one));
    await unstage(repository, target, paths);
    return reportUnstaged(repository, options.has("quiet"));
  }
  if (target === undefined) return resetUnborn(repository, modeOf(options));
  return resetTo(repository, { oid: target, name: first ?? "HEAD" }, modeOf(options), options.has("quiet"));
});

/** What is no commit must be a file. */
async function needFile(repository: Repository, typed: string): Promise<void> {
  const path = repositoryPath(repository, typed);
  if (path.startsWith(":(") || [...(await ofIndex(repository)).keys()].some((file) => isNamed(file, [path]))) return;
  const there = await repository.fs.promises.lstat(`${repository.dir}/${path}`).catch(() => undefined);
  if (!there) await resolveCommit(repository, typed);
}

/** Before the first commit there is nothing to go back to but an empty index. */
async function resetUnborn(repository: Repository, mode: Mode): Promise<void> {
  const index = await ofIndex(repository);
  if (mode === "hard") for (const file of index.keys()) await layDown(repository, file, undefined);
  if (mode !== "soft") await setInIndex(repository, new Map([...index.keys()].map((file) => [file, undefined])));
}

type Mode = "soft" | "mixed" | "hard" | "merge" | "keep";

const modeOf = (options: { has: (name: string) => boolean }): Mode => {
  const modes = ["hard", "soft", "merge", "keep"] as const;
  return modes.find((mode) => options.has(mode)) ?? "mixed";
};

async function resetTo(
  repository: Repository,
  { oid: target, name }: { readonly oid: string; readonly name: string },
  mode: Mode,
  quiet: boolean,
): Promise<void> {
  const head = await headOid(repository);
  if (mode === "hard") await moveTo(repository, head, target, { force: true });
  if (mode === "merge") await resetMerge(repository, target, head);
  if (mode === "keep") await keepMoving(repository, head, target, name);
  if (mode === "mixed") await unstage(repository, target, ["."]);
  await pointHead(repository, target, `reset: moving to ${name}`);
  if (head !== undefined) await repository.fs.promises.writeFile(`${repository.gitdir}/ORIG_HEAD`, `${head}\n`);
  await endMerge(repository);
  if (mode === "mixed") await reportUnstaged(repository, quiet);
  if (mode === "hard" && !quiet)
    repository.out(`HEAD is now at ${short(target)} ${firstLine((await readCommit(repository, target)).message)}\n`);
}

/** What wasn't committed stays; where the commits differ in the same file nothing is moved. */
async function keepMoving(repository: Repository, head: string | undefined, target: string, name: string) {
  const index = await ofIndex(repository);
  const tree = await ofWorkingTree(repository, (file) => index.has(file));
  const edited = new Set(changesBetween(await ofCommit(repository, head), tree).map(({ path }) => path));
  const moved = changesBetween(await ofCommit(repository, head), await ofCommit(repository, target));
  const lost = moved.find(({ path }) => edited.has(path));
  if (lost)
    throw new GitFailure(
      `error: Entry '${lost.path}' not uptodate. Cannot merge.\nfatal: Could not reset index file to revision '${name}'.`,
    );
  await unstage(repository, head, ["."]);
  await moveTo(repository, head, target);
}

async function unstage(repository: Repository, target: string | undefined, paths: readonly string[]): Promise<void> {
  const wanted = await ofCommit(repository, target);
  const unmerged = [...(await unmergedFiles(repository)).keys()].map((path) => ({ path, after: wanted.get(path) }));
  const changes = [...unmerged, ...changesBetween(await ofIndex(repository), wanted)];
  const named = changes.filter(({ path }) => isNamed(path, paths));
  await setInIndex(repository, new Map(named.map(({ path, after }) => [path, after])), "unread");
}

async function reportUnstaged(repository: Repository, quiet: boolean): Promise<void> {
  if (quiet) return;
  const index = await ofIndex(repository);
  const changed = changesBetween(index, await ofWorkingTree(repository, (file) => index.has(file)));
  if (changed.length === 0) return;
  repository.out("Unstaged changes after reset:\n");
  for (const { path, after } of changed) repository.out(`${after ? "M" : "D"}\t${path}\n`);
}

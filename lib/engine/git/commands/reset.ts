import { moveTo, setIndex } from "../checkout";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { endMerge } from "../merge-state";
import { readOptions } from "../options";
import { headOid, isNamed, repositoryPath } from "../repository";
import { firstLine, readCommit, resolveCommit, short, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { pointHead } from "./point";

export const reset = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["soft", "mixed", "hard", "quiet"], short: { q: "quiet" } });
  const [first, ...others] = options.rest;
  const isCommit = first === undefined || (await tryResolve(repository, first)) !== undefined;
  const typed = [...(isCommit ? others : options.rest), ...(options.paths ?? [])];
  const target = isCommit ? await resolveCommit(repository, first ?? "HEAD") : await headOid(repository);
  if (typed.length > 0) {
    const paths = typed.map((one) => repositoryPath(repository, one));
    await unstage(repository, target, paths);
    return reportUnstaged(repository, options.has("quiet"));
  }
  return target === undefined ? undefined : resetTo(repository, target, modeOf(options), options.has("quiet"));
});

type Mode = "soft" | "mixed" | "hard";

const modeOf = (options: { has: (name: string) => boolean }): Mode => {
  if (options.has("hard")) return "hard";
  return options.has("soft") ? "soft" : "mixed";
};

async function resetTo(repository: Repository, target: string, mode: Mode, quiet: boolean): Promise<void> {
  if (mode === "hard") await moveTo(repository, await headOid(repository), target, { force: true });
  if (mode === "mixed") await unstage(repository, target, ["."]);
  await pointHead(repository, target);
  await endMerge(repository);
  if (mode === "mixed") await reportUnstaged(repository, quiet);
  if (mode === "hard" && !quiet)
    repository.out(`HEAD is now at ${short(target)} ${firstLine((await readCommit(repository, target)).message)}\n`);
}

async function unstage(repository: Repository, target: string | undefined, paths: readonly string[]): Promise<void> {
  const wanted = await ofCommit(repository, target);
  for (const { path, after } of changesBetween(await ofIndex(repository), wanted))
    if (isNamed(path, paths)) await setIndex(repository, path, after);
}

async function reportUnstaged(repository: Repository, quiet: boolean): Promise<void> {
  if (quiet) return;
  const index = await ofIndex(repository);
  const changed = changesBetween(index, await ofWorkingTree(repository, (file) => index.has(file)));
  if (changed.length === 0) return;
  repository.out("Unstaged changes after reset:\n");
  for (const { path, after } of changed) repository.out(`${after ? "M" : "D"}\t${path}\n`);
}

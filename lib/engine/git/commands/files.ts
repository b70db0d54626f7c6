import { posix as path } from "node:path";
import git from "isomorphic-git";
import { layDown } from "../checkout";
import { inRepository, type Repository } from "../context";
import { fatal, failed } from "../failure";
import { readOptions, type Options } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { statusRows } from "../status";

export const rm = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["cached", "recursive", "force", "quiet", "dry-run", "ignore-unmatch"],
    short: { r: "recursive", f: "force", q: "quiet", n: "dry-run" },
  });
  const typed = [...options.rest, ...(options.paths ?? [])];
  if (typed.length === 0) return fatal("No pathspec was given. Which files should I remove?");
  const files = await trackedFiles(repository, typed, options);
  if (!options.has("force") && !options.has("cached")) await refuseChanged(repository, files);
  for (const file of options.has("dry-run") ? files : []) repository.out(`rm '${file}'\n`);
  for (const file of options.has("dry-run") ? [] : files) {
    await git.remove({ ...repository, filepath: file });
    if (!options.has("cached")) await layDown(repository, file, undefined);
    if (!options.has("quiet")) repository.out(`rm '${file}'\n`);
  }
  return 0;
});

async function trackedFiles(repository: Repository, typed: readonly string[], options: Options) {
  const tracked = await git.listFiles({ ...repository });
  return typed.flatMap((one) => {
    const named = repositoryPath(repository, one);
    const found = tracked.filter((file) => isNamed(file, [named]));
    if (found.length === 0 && options.has("ignore-unmatch")) return [];
    if (found.length === 0) return fatal(`pathspec '${one}' did not match any files`);
    const whole = found.includes(named) || one.includes("*") || options.has("recursive");
    return whole ? found : fatal(`not removing '${one}' recursively without -r`);
  });
}

async function refuseChanged(repository: Repository, files: readonly string[]): Promise<void> {
  const rows = (await statusRows(repository)).filter(({ index, unmerged }) => index !== "?" && !unmerged);
  const changed = new Set(rows.map((row) => row.path));
  const lost = files.find((file) => changed.has(file));
  if (lost !== undefined)
    failed(
      `the following file has local modifications:\n    ${lost}\n(use --cached to keep the file, or -f to force removal)`,
    );
}

export const mv = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["force", "verbose"], short: { f: "force", v: "verbose" } });
  const names = options.rest.map((one) => repositoryPath(repository, one));
  const target = names.pop();
  if (target === undefined || names.length === 0) return fatal("usage: git mv <source>... <destination>");
  const { promises: fs } = repository.fs;
  const there = await fs.stat(path.join(repository.dir, target)).catch(() => undefined);
  for (const source of names) {
    const to = there?.isDirectory() ? path.join(target, path.basename(source)) : target;
    const tracked = (await git.listFiles({ ...repository })).filter((file) => isNamed(file, [source]));
    if (tracked.length === 0) return fatal(`not under version control, source=${source}, destination=${to}`);
    if (there && !there.isDirectory() && !options.has("force"))
      return fatal(`destination exists, source=${source}, destination=${to}`);
    if (options.has("verbose")) repository.out(`Renaming ${source} to ${to}\n`);
    await fs.rename(path.join(repository.dir, source), path.join(repository.dir, to));
    for (const file of tracked) {
      await git.remove({ ...repository, filepath: file });
      await git.add({ ...repository, filepath: to + file.slice(source.length) });
    }
  }
  return 0;
});

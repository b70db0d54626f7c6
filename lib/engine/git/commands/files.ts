import { posix as path } from "node:path";
import git from "isomorphic-git";
import { layDown } from "../checkout";
import { inRepository, type Repository } from "../context";
import { fatal, failed } from "../failure";
import { readOptions } from "../options";
import { isNamed, repositoryPath, shownPath } from "../repository";
import { statusRows } from "../status";
import { ofIndex } from "../snapshot";

export const rm = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["cached", "recursive", "force", "quiet"],
    short: { r: "recursive", f: "force", q: "quiet" },
  });
  const typed = [...options.rest, ...(options.paths ?? [])];
  const files = await trackedFiles(repository, typed, options.has("recursive"));
  if (!options.has("force") && !options.has("cached")) await refuseChanged(repository, files);
  for (const file of files) {
    await git.remove({ ...repository, filepath: file });
    if (!options.has("cached")) await layDown(repository, file, undefined);
    if (!options.has("quiet")) repository.out(`rm '${file}'\n`);
  }
  return 0;
});

async function trackedFiles(repository: Repository, typed: readonly string[], recursive: boolean) {
  const tracked = await git.listFiles({ ...repository });
  return typed.flatMap((one) => {
    const named = repositoryPath(repository, one);
    const found = tracked.filter((file) => isNamed(file, [named]));
    if (found.length === 0) return fatal(`pathspec '${one}' did not match any files`);
    const whole = found.includes(named) || one.includes("*") || recursive;
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
    await fs.rename(path.join(repository.dir, source), path.join(repository.dir, to));
    for (const file of tracked) {
      await git.remove({ ...repository, filepath: file });
      await git.add({ ...repository, filepath: to + file.slice(source.length) });
    }
  }
  return 0;
});

export const lsFiles = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["stage", "others", "exclude-standard", "cached", "modified"],
    short: { s: "stage", o: "others", c: "cached", m: "modified" },
  });
  const paths = [...options.rest, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one));
  const wanted = (file: string) => paths.length === 0 || isNamed(file, paths);
  if (options.has("others") || options.has("modified")) {
    const rows = await statusRows(repository);
    const letter = options.has("others") ? "?" : "M";
    for (const row of rows)
      if (row.tree === letter && wanted(row.path)) repository.out(`${shownPath(repository, row.path)}\n`);
    if (!options.has("cached")) return;
  }
  for (const [file, { oid, mode }] of await ofIndex(repository))
    if (wanted(file))
      repository.out(`${options.has("stage") ? `${mode.toString(8)} ${oid} 0\t` : ""}${shownPath(repository, file)}\n`);
});

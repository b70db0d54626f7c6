import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { statusRows, type StatusRow } from "../status";

const spec = {
  flags: ["all", "update", "force", "verbose", "dry-run", "patch", "interactive", "edit"],
  short: { A: "all", u: "update", f: "force", v: "verbose", n: "dry-run", p: "patch", i: "interactive", e: "edit" },
} as const;

export const add = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (["patch", "interactive", "edit"].some((name) => options.has(name)))
    return fatal("choosing parts of a file isn't there in the tab: add whole files.");
  const typed = [...options.rest, ...(options.paths ?? [])];
  if (typed.length === 0 && !options.has("all") && !options.has("update")) {
    repository.err("Nothing specified, nothing added.\nhint: Maybe you wanted to say 'git add .'?\n");
    return undefined;
  }
  const paths = typed.length === 0 ? ["."] : typed.map((one) => repositoryPath(repository, one));
  const rows = (await statusRows(repository)).filter(({ path }) => isNamed(path, paths));
  await mustExist(repository, typed, paths, rows);
  const changed = rows.filter(({ index, tree }) => tree !== " " && !(options.has("update") && index === "?"));
  if (options.has("verbose") || options.has("dry-run")) tell(repository, changed);
  if (options.has("dry-run")) return undefined;
  await stage(repository, changed);
  if (options.has("force"))
    await git.add({ ...repository, filepath: paths.filter((path) => path !== "."), force: true });
  return undefined;
});

/** What git knows comes first. */
function tell({ out }: Repository, rows: readonly StatusRow[]): void {
  const isNew = ({ index }: StatusRow) => Number(index === "?");
  for (const { path, tree } of rows.toSorted((a, b) => isNew(a) - isNew(b)))
    out(`${tree === "D" ? "remove" : "add"} '${path}'\n`);
}

/** Puts files into the index as they are in the working tree, those that are gone included. */
export async function stage(repository: Repository, rows: readonly StatusRow[]): Promise<void> {
  const present = rows.filter(({ tree }) => tree !== "D").map(({ path }) => path);
  if (present.length > 0) await git.add({ ...repository, filepath: present, parallel: false });
  for (const { path, tree } of rows) if (tree === "D") await git.remove({ ...repository, filepath: path });
}

async function mustExist(
  repository: Repository,
  typed: readonly string[],
  paths: readonly string[],
  rows: readonly StatusRow[],
): Promise<void> {
  const tracked = await git.listFiles({ ...repository });
  for (const [at, path] of paths.entries()) {
    if (rows.some((row) => isNamed(row.path, [path])) || tracked.some((file) => isNamed(file, [path]))) continue;
    const there = await repository.fs.promises.stat(`${repository.dir}/${path}`).catch(() => undefined);
    if (!there) fatal(`pathspec '${typed[at]}' did not match any files`);
  }
}

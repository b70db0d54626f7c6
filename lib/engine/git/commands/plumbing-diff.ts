import { changesBetween, type Change } from "../changes";
import { inRepository, type Repository } from "../context";
import { GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { readCommit, resolveCommit } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";
import { changesSpec, showsChanges } from "./diff-options";
import { writeChanges } from "./write-changes";

const spec = {
  ...changesSpec,
  flags: [...changesSpec.flags, "recursive", "cached", "quiet", "exit-code", "no-commit-id", "root"],
  short: { ...changesSpec.short, r: "recursive", q: "quiet" },
} as const;

interface Found {
  readonly changes: readonly Change[];
  readonly paths: readonly string[];
  readonly inTree: boolean;
}

/** As programs read it: raw lines with whole names, unless another form is asked for; nothing is joined as moved unasked. */
async function write(repository: Repository, options: Options, { changes, paths, inTree }: Found): Promise<number> {
  const chosen = paths.length === 0 ? changes : changes.filter(({ path }) => isNamed(path, paths));
  const has = (name: string) => {
    if (name === "raw") return options.has("raw") || !showsChanges(options);
    return name === "no-renames" ? options.has(name) || !options.has("find-renames") : options.has(name);
  };
  const value = (name: string) => (name === "abbrev" && !options.has("abbrev") ? "40" : options.value(name));
  if (!options.has("quiet")) await writeChanges(repository, chosen, { ...options, has, value }, inTree);
  return (options.has("quiet") || options.has("exit-code")) && chosen.length > 0 ? 1 : 0;
}

const pathsOf = (repository: Repository, typed: readonly string[], options: Options): readonly string[] =>
  [...typed, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one));

export const diffFiles = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const index = await ofIndex(repository);
  const tree = await ofWorkingTree(repository, (file) => index.has(file));
  const paths = pathsOf(repository, options.rest, options);
  return write(repository, options, { changes: changesBetween(index, tree), paths, inTree: true });
});

export const diffIndex = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const [name, ...typed] = options.rest;
  if (name === undefined) throw new GitFailure("usage: git diff-index [--cached] <tree-ish> [<path>...]", 129);
  const before = await ofCommit(repository, await resolveCommit(repository, name));
  const index = await ofIndex(repository);
  const cached = options.has("cached");
  const after = cached ? index : await ofWorkingTree(repository, (file) => index.has(file));
  const paths = pathsOf(repository, typed, options);
  return write(repository, options, { changes: changesBetween(before, after), paths, inTree: !cached });
});

export const diffTree = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const [first, second, ...typed] = options.rest;
  if (first === undefined)
    throw new GitFailure("usage: git diff-tree [<options>] <tree-ish> [<tree-ish>] [<path>...]", 129);
  const from = await resolveCommit(repository, first);
  if (!options.has("recursive") && !options.has("patch") && !options.has("stat"))
    throw new GitFailure("fatal: diff-tree without -r isn't there in the tab: add -r.");
  if (second !== undefined) {
    const changes = changesBetween(
      await ofCommit(repository, from),
      await ofCommit(repository, await resolveCommit(repository, second)),
    );
    return write(repository, options, { changes, paths: pathsOf(repository, typed, options), inTree: false });
  }
  const { parent } = await readCommit(repository, from);
  if (parent.length > 1 || (parent.length === 0 && !options.has("root"))) return 0;
  const changes = changesBetween(await ofCommit(repository, parent[0]), await ofCommit(repository, from));
  if (!options.has("no-commit-id") && !options.has("quiet")) repository.out(`${from}\n`);
  return write(repository, options, { changes, paths: pathsOf(repository, [], options), inTree: false });
});

import git, { type ReadCommitResult, type TagObject } from "isomorphic-git";
import { filterSpec } from "../commit-filter";
import { changesOf } from "../commit-filter";
import type { CommitForm } from "../commit-text";
import { inRepository, paint, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { shownCommits } from "../log-walk";
import { readRevisionOptions, type Options } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { readNamedCommit, resolveCommit, resolveObject, tryResolve } from "../revision";
import { objectAt } from "../revision-path";
import { isRange, select, selectionSpec } from "../selection";
import { createCommitOutput, mergeForm, outputSpec, type CommitOutput } from "./commit-output";
import { written } from "./written";
import { colored } from "./write-changes";

const spec = {
  ...outputSpec,
  flags: [...outputSpec.flags, ...selectionSpec.flags, ...filterSpec.flags, "exit-code", "mailmap", "use-mailmap"],
  values: [...outputSpec.values, "max-count", "skip"],
  short: { ...outputSpec.short, n: "max-count" },
  number: "max-count",
} as const;

interface Showing {
  readonly options: Options;
  readonly output: CommitOutput;
  readonly paths: readonly string[];
  readonly seen: Set<string>;
}

export const show = inRepository(async (given, args) => {
  const options = readRevisionOptions(args, spec);
  return written(colored(given, options), options, (repository) => showAll(repository, options));
});

async function showAll(repository: Repository, options: Options): Promise<number> {
  const { names, paths } = await separate(repository, options);
  const output = await createCommitOutput(repository, options, {
    merges: mergeForm(options, "joined"),
    paths,
    always: true,
  });
  const showing: Showing = { options, output, paths, seen: new Set() };
  if (names.some(isRange) || options.has("max-count")) await showRange(repository, showing);
  else
    for (const one of names.length > 0 ? names : ["HEAD"])
      if (isPath(one)) await showPath(repository, one, output);
      else await showNamed(repository, one, showing);
  return options.has("exit-code") ? 1 : 0;
}

const isPath = (name: string): boolean => name.includes(":") && !name.includes(":/") && !name.includes("^{/");

/** What is no object is a path, of which alone is told. */
async function separate(repository: Repository, options: Options) {
  const names: string[] = [];
  const paths: string[] = [];
  for (const one of options.rest)
    if (options.paths || isRange(one) || isPath(one) || (await resolveObject(repository, one)) !== undefined)
      names.push(one);
    else if (await repository.fs.promises.lstat(`${repository.cwd}/${one}`).catch(() => undefined)) paths.push(one);
    else await resolveCommit(repository, one);
  return { names, paths: [...paths, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one)) };
}

async function showRange(repository: Repository, { options, output }: Showing): Promise<void> {
  const { commits } = await shownCommits(repository, options, await select(repository, options));
  for (const result of commits) await output.write(result);
}

async function showPath(repository: Repository, typed: string, output: CommitOutput): Promise<void> {
  const found = await objectAt(repository, typed);
  if (!found) return missing(repository, typed);
  if (found.type === "tree") return showTree(repository, typed, found.oid, output);
  return repository.outBytes((await git.readBlob({ ...repository, oid: found.oid })).blob);
}

async function missing(repository: Repository, typed: string): Promise<never> {
  const at = typed.lastIndexOf(":");
  const [revision, path] = [typed.slice(0, at), typed.slice(at + 1)];
  const stage = /^:[0-3]$/u.exec(revision)?.[0].slice(1);
  if (revision !== "" && stage === undefined && (await tryResolve(repository, revision)) === undefined)
    return fatal(`invalid object name '${revision}'.`);
  const isStaged = (await objectAt(repository, `:${path}`)) !== undefined;
  if (revision !== "" && stage === undefined) return fatal(missingIn(path, revision, await isThere(repository, path)));
  if (stage !== undefined && isStaged)
    throw new GitFailure(
      `fatal: path '${path}' is in the index, but not at stage ${stage}\nhint: Did you mean ':0:${path}'?`,
    );
  if (await isThere(repository, path)) return fatal(`path '${path}' exists on disk, but not in the index`);
  return fatal(`path '${path}' does not exist (neither on disk nor in the index)`);
}

const missingIn = (path: string, revision: string, isThere: boolean): string =>
  isThere
    ? `path '${path}' exists on disk, but not in '${revision}'`
    : `path '${path}' does not exist in '${revision}'`;

const isThere = (repository: Repository, path: string): Promise<boolean> =>
  repository.fs.promises.lstat(`${repository.dir}/${path}`).then(
    () => true,
    () => false,
  );

async function showTree(repository: Repository, typed: string, oid: string, output: CommitOutput): Promise<void> {
  output.begin();
  const { tree } = await git.readTree({ ...repository, oid });
  const names = tree.map(({ path, type }) => `${path}${type === "tree" ? "/" : ""}\n`);
  repository.out(`${paint(repository, "yellow", `tree ${typed}`)}\n\n${names.join("")}`);
  output.end();
}

async function showNamed(repository: Repository, name: string, showing: Showing): Promise<void> {
  const object = await resolveObject(repository, name);
  const { type } = object === undefined ? { type: "" } : await git.readObject({ ...repository, oid: object });
  const { output } = showing;
  if (object !== undefined && type === "blob")
    return repository.outBytes((await git.readBlob({ ...repository, oid: object })).blob);
  if (object !== undefined && type === "tree") return showTree(repository, name, object, output);
  if (object !== undefined && type === "tag") {
    output.begin();
    writeTag(repository, (await git.readTag({ ...repository, oid: object })).tag, output.form);
    output.end();
  }
  const oid = (await tryResolve(repository, name)) ?? (await resolveCommit(repository, name));
  if (showing.seen.has(oid)) return undefined;
  showing.seen.add(oid);
  return showCommit(repository, await readNamedCommit(repository, oid), showing);
}

/** Who made a tag, in the form of a commit. */
function taggerLines({ tagger }: TagObject, { name, date }: CommitForm): string {
  const who = `${tagger.name} <${tagger.email}>`;
  if (name === "oneline") return "";
  if (name === "fuller") return `Tagger:     ${who}\nTaggerDate: ${date(tagger)}\n`;
  return `Tagger: ${who}\n${name === "short" ? "" : `Date:   ${date(tagger)}\n`}`;
}

function writeTag(repository: Repository, object: TagObject, form: CommitForm): void {
  const title = paint(repository, "yellow", `tag ${object.tag}`);
  repository.out(`${title}\n${taggerLines(object, form)}\n${object.message.trimEnd()}\n`);
}

async function showCommit(repository: Repository, result: ReadCommitResult, { output, paths }: Showing): Promise<void> {
  if (paths.length > 0 && !(await changesOf(repository, result)).some(({ path }) => isNamed(path, paths))) return;
  await output.write(result);
}

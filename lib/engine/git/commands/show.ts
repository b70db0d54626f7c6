import git, { type ReadCommitResult, type TagObject } from "isomorphic-git";
import type { Change } from "../changes";
import { changesOf } from "../commit-filter";
import {
  commitForm,
  commitText,
  formDefaults,
  formFlags,
  formOptionals,
  formValues,
  type CommitForm,
} from "../commit-text";
import { inRepository, paint, type Repository } from "../context";
import { readDecorations } from "../decorations";
import { fatal } from "../failure";
import { readRevisionOptions, type Options } from "../options";
import { isNamed, repositoryPath } from "../repository";
import { readNamedCommit, resolveCommit, resolveObject, tryResolve } from "../revision";
import { objectAt } from "../revision-path";
import { changesSpec, colored, showsBoth, showsChanges, writeChanges } from "./write-changes";
import { writeMerge } from "./merge-diff";

const spec = {
  ...changesSpec,
  flags: [...changesSpec.flags, ...formFlags, "m", "first-parent"],
  optionals: [...changesSpec.optionals, ...formOptionals],
  values: [...changesSpec.values, ...formValues],
  short: { ...changesSpec.short, m: "m" },
} as const;

export const show = inRepository(async (given, args) => {
  const options = readRevisionOptions(args, spec);
  const repository = colored(given, options);
  const form = commitForm(repository, options, await formDefaults(repository));
  const { names, paths } = await separate(repository, options);
  const showing: Showing = { options, form, paths, state: { first: true, seen: new Set() } };
  for (const one of names.length > 0 ? names : ["HEAD"])
    if (one.includes(":") && !one.includes(":/")) await showPath(repository, one);
    else await showNamed(repository, one, showing);
  return 0;
});

/** What is no object is a path, of which alone is told. */
async function separate(repository: Repository, options: Options) {
  const names: string[] = [];
  const paths: string[] = [];
  for (const one of options.rest)
    if (options.paths || one.includes(":") || (await resolveObject(repository, one)) !== undefined) names.push(one);
    else if (await repository.fs.promises.lstat(`${repository.cwd}/${one}`).catch(() => undefined)) paths.push(one);
    else await resolveCommit(repository, one);
  return { names, paths: [...paths, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one)) };
}

async function showPath(repository: Repository, typed: string): Promise<void> {
  const found = await objectAt(repository, typed);
  const at = typed.lastIndexOf(":");
  const [revision, path] = [typed.slice(0, at), typed.slice(at + 1)];
  if (!found) {
    if (revision !== "" && !revision.startsWith(":")) await resolveCommit(repository, revision);
    return fatal(
      `path '${path}' ${revision === "" || revision.startsWith(":") ? "does not exist (neither on disk nor in the index)" : `does not exist in '${revision}'`}`,
    );
  }
  if (found.type === "tree") return showTree(repository, typed, found.oid);
  return repository.out(new TextDecoder().decode((await git.readBlob({ ...repository, oid: found.oid })).blob));
}

async function showTree(repository: Repository, typed: string, oid: string): Promise<void> {
  const { tree } = await git.readTree({ ...repository, oid });
  const names = tree.map(({ path, type }) => `${path}${type === "tree" ? "/" : ""}\n`);
  repository.out(`${paint(repository, "yellow", `tree ${typed}`)}\n\n${names.join("")}`);
}

interface Showing {
  readonly options: Options;
  readonly form: CommitForm;
  readonly paths: readonly string[];
  readonly state: { first: boolean; readonly seen: Set<string> };
}

async function showNamed(repository: Repository, name: string, showing: Showing): Promise<void> {
  const object = await resolveObject(repository, name);
  const commit = await tryResolve(repository, name);
  const { type } = object === undefined ? { type: "" } : await git.readObject({ ...repository, oid: object });
  if (object !== undefined && type === "blob")
    return repository.out(new TextDecoder().decode((await git.readBlob({ ...repository, oid: object })).blob));
  const { form, state } = showing;
  if (!state.first && form.ends === "between") repository.out("\n");
  state.first = false;
  if (object !== undefined && type === "tree") return showTree(repository, name, object);
  if (object !== undefined && type === "tag")
    writeTag(repository, (await git.readTag({ ...repository, oid: object })).tag, form);
  const oid = commit ?? (await resolveCommit(repository, name));
  if (state.seen.has(oid)) return undefined;
  state.seen.add(oid);
  return showCommit(repository, await readNamedCommit(repository, oid), showing);
}

function writeTag(repository: Repository, { tag, tagger, message }: TagObject, form: CommitForm): void {
  const date = form.name === "short" || form.name === "oneline" ? "" : `Date:   ${form.date(tagger)}\n`;
  const title = paint(repository, "yellow", `tag ${tag}`);
  repository.out(`${title}\nTagger: ${tagger.name} <${tagger.email}>\n${date}\n${message.trimEnd()}\n\n`);
}

const isUnwritten = ({ name, format }: CommitForm): boolean => name === "own" && format === "";

async function showCommit(repository: Repository, result: ReadCommitResult, showing: Showing): Promise<void> {
  const { options, form, paths } = showing;
  const all = await changesOf(repository, result);
  const changes = paths.length === 0 ? all : all.filter(({ path }) => isNamed(path, paths));
  if (paths.length > 0 && changes.length === 0) return;
  const names = (await readDecorations(repository)).get(result.oid) ?? [];
  const text = commitText(repository, result, form, names);
  const ends = form.name === "own" && (form.ends === "each" || options.has("no-patch"));
  repository.out(ends && !isUnwritten(form) ? `${text}\n` : text);
  if (!options.has("no-patch")) await showDiff(repository, result, changes, showing);
}

async function showDiff(
  repository: Repository,
  result: ReadCommitResult,
  changes: readonly Change[],
  { options, form }: Showing,
): Promise<void> {
  const isMerge = result.commit.parent.length > 1;
  const spaced = form.name !== "oneline" && !isUnwritten(form);
  const joins = isMerge && !options.has("m") && !options.has("first-parent") && !showsChanges(options);
  if (joins) return writeMerge(repository, result, !isUnwritten(form));
  if (spaced && (changes.length > 0 || isMerge)) repository.out(showsBoth(options) ? "---\n" : "\n");
  return writeChanges(repository, changes, options, false);
}

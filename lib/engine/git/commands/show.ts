import git, { type ReadCommitResult, type TagObject } from "isomorphic-git";
import { changesOf } from "../commit-filter";
import { commitForm, commitText, formFlags, formValues, type CommitForm } from "../commit-text";
import { inRepository, paint, type Repository } from "../context";
import { readDecorations } from "../decorations";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { readNamedCommit, resolveCommit, resolveObject } from "../revision";
import { ofCommit } from "../snapshot";
import { changesSpec, showsChanges, writeChanges } from "./write-changes";

const spec = {
  flags: [...changesSpec.flags, ...formFlags],
  values: [...changesSpec.values, ...formValues],
  short: changesSpec.short,
} as const;

export const show = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const form = commitForm(repository, options);
  const state = { first: true };
  for (const one of options.rest.length > 0 ? options.rest : ["HEAD"]) {
    const at = one.indexOf(":");
    if (at >= 0) await showPath(repository, one.slice(0, at), one.slice(at + 1));
    else await showNamed(repository, one, { options, form, state });
  }
  return 0;
});

async function showPath(repository: Repository, revision: string, path: string): Promise<void> {
  const files = await ofCommit(repository, await resolveCommit(repository, revision === "" ? "HEAD" : revision));
  const file = files.get(path);
  if (file) {
    repository.out(new TextDecoder().decode((await git.readBlob({ ...repository, oid: file.oid })).blob));
    return;
  }
  const prefix = path === "" ? "" : `${path.replace(/\/$/u, "")}/`;
  const inside = [...files.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  if (inside.length === 0) fatal(`path '${path}' does not exist in '${revision}'`);
  const names = new Set(inside.map((name) => (name.includes("/") ? name.slice(0, name.indexOf("/") + 1) : name)));
  repository.out(`tree ${revision}:${path}\n\n${[...names].toSorted().join("\n")}\n`);
}

interface Showing {
  readonly options: Options;
  readonly form: CommitForm;
  readonly state: { first: boolean };
}

async function showNamed(repository: Repository, name: string, showing: Showing): Promise<void> {
  const object = await resolveObject(repository, name);
  const { form, state } = showing;
  if (!state.first && form.ends === "between") repository.out("\n");
  state.first = false;
  const tag = object === undefined ? undefined : await readTag(repository, object);
  if (tag) {
    const { name: who, email } = tag.tagger;
    const date = form.name === "short" ? "" : `Date:   ${form.date(tag.tagger)}\n`;
    repository.out(
      `${paint(repository, "yellow", `tag ${tag.tag}`)}\nTagger: ${who} <${email}>\n${date}\n${tag.message.trimEnd()}\n\n`,
    );
  }
  await showCommit(repository, await readNamedCommit(repository, await resolveCommit(repository, name)), showing);
}

async function readTag(repository: Repository, oid: string): Promise<TagObject | undefined> {
  const { type } = await git.readObject({ ...repository, oid, format: "content" });
  return type === "tag" ? (await git.readTag({ ...repository, oid })).tag : undefined;
}

async function showCommit(repository: Repository, result: ReadCommitResult, { options, form }: Showing): Promise<void> {
  const names = (await readDecorations(repository)).get(result.oid) ?? [];
  const text = commitText(repository, result, form, names);
  repository.out(form.name === "own" && (form.ends === "each" || options.has("no-patch")) ? `${text}\n` : text);
  if (!options.has("no-patch")) await showChanges(repository, result, options, form);
}

async function showChanges(repository: Repository, result: ReadCommitResult, options: Options, form: CommitForm) {
  const isMerge = result.commit.parent.length > 1;
  const changes = isMerge && !showsChanges(options) ? [] : await changesOf(repository, result);
  const both = options.has("stat") && options.has("patch");
  if (form.name !== "oneline" && (changes.length > 0 || isMerge)) repository.out(both ? "---\n" : "\n");
  await writeChanges(repository, changes, options, false);
}

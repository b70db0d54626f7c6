import git from "isomorphic-git";
import { alreadyApplied } from "../patch-id";
import { commitsBetween } from "../commit-range";
import { inRepository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { config, personOf, repositoryPath } from "../repository";
import { firstLine, readCommit, resolveCommit, tryResolve } from "../revision";
import { ofIndex } from "../snapshot";
import { personText } from "../write-commit";
import { writeTreeOf } from "../write-tree";

/** Which paths git would leave alone. */
export const checkIgnore = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["quiet", "no-index"], short: { q: "quiet" } });
  const typed = [...options.rest, ...(options.paths ?? [])];
  if (typed.length === 0) return fatal("no path specified");
  const index = await ofIndex(repository);
  let found = 0;
  for (const one of typed) {
    const path = repositoryPath(repository, one);
    if (index.has(path) && !options.has("no-index")) continue;
    if (!(await git.isIgnored({ ...repository, filepath: path }))) continue;
    found += 1;
    if (!options.has("quiet")) repository.out(`${one}\n`);
  }
  return found > 0 ? 0 : 1;
});

/** Which commits of a branch another hasn't: `+`, or `-` where it has the same change. */
export const cherry = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["verbose"], short: { v: "verbose" } });
  const [upstream = "@{u}", name = "HEAD"] = options.rest;
  const from = await resolveCommit(repository, upstream);
  const head = await resolveCommit(repository, name);
  const commits = await commitsBetween(repository, from, head, { merges: false });
  const applied = await alreadyApplied(repository, commits, { upstream: from, head });
  for (const oid of commits) {
    const title = options.has("verbose") ? ` ${firstLine((await readCommit(repository, oid)).message)}` : "";
    repository.out(`${applied.has(oid) ? "-" : "+"} ${oid}${title}\n`);
  }
  return 0;
});

export const writeTree = inRepository(async (repository) => {
  repository.out(`${await writeTreeOf(repository, await ofIndex(repository))}\n`);
  return 0;
});

/** Sets a reference to an object, or takes it away. */
export const updateRef = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["delete"], short: { d: "delete" } });
  const [ref, value] = options.rest;
  if (ref === undefined || !(ref === "HEAD" || ref.startsWith("refs/"))) return fatal(`${ref ?? ""}: not a valid SHA1`);
  if (options.has("delete")) {
    await git.deleteRef({ ...repository, ref });
    return 0;
  }
  const oid = (await tryResolve(repository, value ?? "")) ?? fatal(`${value ?? ""}: not a valid SHA1`);
  await git.writeRef({ ...repository, ref, value: oid, force: true });
  return 0;
});

const identities = { GIT_AUTHOR_IDENT: "AUTHOR", GIT_COMMITTER_IDENT: "COMMITTER" } as const;

export const variable = inRepository(async (repository, [name = ""]) => {
  if (name === "GIT_AUTHOR_IDENT" || name === "GIT_COMMITTER_IDENT") {
    repository.out(`${personText(await personOf(repository, identities[name]))}\n`);
    return 0;
  }
  const editor = repository.env["GIT_EDITOR"] ?? (await config(repository, "core.editor")) ?? repository.env["EDITOR"];
  if (name !== "GIT_EDITOR" || editor === undefined) return 1;
  repository.out(`${editor}\n`);
  return 0;
});

/** Objects lie loose in the tab, and are found as fast: there is nothing to pack, and nothing is thrown away. */
export const nothingToPack = inRepository((_, args) => {
  readOptions(args, { flags: ["quiet", "auto"], short: { q: "quiet" } });
  return Promise.resolve(0);
});

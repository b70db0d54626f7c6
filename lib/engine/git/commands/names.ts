import { posix as path } from "node:path";
import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { currentBranch } from "../repository";
import { resolveObject, tryResolve } from "../revision";
import { trackedBy } from "../upstream";

export const remote = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["verbose"], short: { v: "verbose" } });
  const [what, name, url] = options.rest;
  const remotes = await git.listRemotes({ ...repository });
  if (what === undefined || (what === "show" && name === undefined))
    return listRemotes(repository, remotes, what === undefined && options.has("verbose"));
  if (name === undefined) return fatal(`usage: git remote ${what} <name>`);
  if (what === "add" && url !== undefined) {
    refuseTaken(remotes, name);
    return git.addRemote({ ...repository, remote: name, url });
  }
  const found = remotes.find((one) => one.remote === name) ?? noSuch(what, name);
  if (what === "rename") refuseTaken(remotes, url);
  return changeRemote(repository, what, found, url);
});

const noSuch = (what: string, name: string): never =>
  failed(`No such remote${["remove", "rm", "rename"].includes(what) ? ":" : ""} '${name}'`, 2);

function refuseTaken(remotes: readonly Known[], name: string | undefined): void {
  if (remotes.some(({ remote: one }) => one === name)) failed(`remote ${name} already exists.`, 3);
}

function listRemotes(repository: Repository, remotes: readonly Known[], isVerbose: boolean): void {
  for (const { remote: name, url } of remotes.toSorted((a, b) => (a.remote < b.remote ? -1 : 1)))
    repository.out(isVerbose ? `${name}\t${url} (fetch)\n${name}\t${url} (push)\n` : `${name}\n`);
}

/** The remote's settings, its references, and the branches that follow it get the new name. */
async function renameRemote(repository: Repository, { remote: from, url }: Known, to: string): Promise<void> {
  await git.addRemote({ ...repository, remote: to, url });
  for (const name of await git.listRefs({ ...repository, filepath: `refs/remotes/${from}` }).catch(() => [])) {
    const value = await git.resolveRef({ ...repository, ref: `refs/remotes/${from}/${name}` });
    await git.writeRef({ ...repository, ref: `refs/remotes/${to}/${name}`, value, force: true });
    await git.deleteRef({ ...repository, ref: `refs/remotes/${from}/${name}` });
  }
  for (const branch of await git.listBranches({ ...repository })) {
    const setting = `branch.${branch}.remote`;
    if (((await git.getConfig({ ...repository, path: setting })) as unknown) === from)
      await git.setConfig({ ...repository, path: setting, value: to });
  }
  await git.deleteRemote({ ...repository, remote: from });
}

interface Known {
  readonly remote: string;
  readonly url: string;
}

async function changeRemote(
  repository: Repository,
  what: string,
  found: { readonly remote: string; readonly url: string },
  url: string | undefined,
): Promise<void> {
  if (what === "rename" && url !== undefined) return renameRemote(repository, found, url);
  if (what === "remove" || what === "rm") return git.deleteRemote({ ...repository, remote: found.remote });
  if (what === "get-url") return repository.out(`${found.url}\n`);
  if (what === "set-url" && url !== undefined)
    return git.addRemote({ ...repository, remote: found.remote, url, force: true });
  return failed(`unknown subcommand: \`${what}'`, 129);
}

export const revParse = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: [
      "abbrev-ref",
      "short",
      "show-toplevel",
      "is-inside-work-tree",
      "is-bare-repository",
      "git-dir",
      "git-common-dir",
      "absolute-git-dir",
      "verify",
      "quiet",
      "show-prefix",
      "show-cdup",
      "symbolic-full-name",
      "all",
      "branches",
      "tags",
    ],
    lists: ["git-path"],
    short: { q: "quiet" },
  });
  for (const [name, answer] of Object.entries(placeAnswers(repository)))
    if (options.has(name)) repository.out(`${answer}\n`);
  const near = placeAnswers(repository)["git-dir"] ?? repository.gitdir;
  for (const name of options.list("git-path")) repository.out(`${near}/${name}\n`);
  for (const [option, filepath] of Object.entries(folders))
    if (options.has(option)) await writeAll(repository, filepath);
  for (const one of options.rest) await parseRevision(repository, one, options);
});

const folders = { all: "refs", branches: "refs/heads", tags: "refs/tags" } as const;

async function writeAll(repository: Repository, filepath: string): Promise<void> {
  const names = await git.listRefs({ ...repository, filepath }).catch(() => []);
  for (const name of names.toSorted((one, other) => (one < other ? -1 : 1)))
    repository.out(`${await git.resolveRef({ ...repository, ref: `${filepath}/${name}` })}\n`);
}

function placeAnswers(repository: Repository): Readonly<Record<string, string>> {
  const { dir, cwd, gitdir } = repository;
  const below = path.relative(dir, cwd);
  const near = cwd === dir ? ".git" : gitdir;
  return {
    "show-toplevel": dir,
    "is-inside-work-tree": "true",
    "is-bare-repository": "false",
    "git-dir": near,
    "git-common-dir": near,
    "absolute-git-dir": gitdir,
    "show-prefix": below === "" ? "" : `${below}/`,
    "show-cdup": below === "" ? "" : `${path.relative(cwd, dir)}/`,
  };
}

async function parseRevision(repository: Repository, one: string, options: Options): Promise<void> {
  if (options.has("abbrev-ref") || options.has("symbolic-full-name")) {
    const full = await fullName(repository, one);
    if (full !== undefined) {
      repository.out(`${options.has("abbrev-ref") ? full.replace(/^refs\/(?:heads|tags|remotes)\//u, "") : full}\n`);
      return;
    }
  }
  const oid = (await resolveObject(repository, one)) ?? (await resolveInTree(repository, one));
  if (oid === undefined) return unknownRevision(repository, one, options);
  const length = Number(options.value("short") || 7);
  repository.out(`${options.has("short") ? oid.slice(0, length) : oid}\n`);
}

/** `main:a/file` is a file as a commit has it. */
async function resolveInTree(repository: Repository, one: string): Promise<string | undefined> {
  const [, revision, filepath] = /^([^:]+):(.*)$/u.exec(one) ?? [];
  const commit = revision === undefined ? undefined : await tryResolve(repository, revision);
  if (commit === undefined || filepath === undefined) return undefined;
  const found = await git
    .readObject({ ...repository, oid: commit, filepath, format: "deflated" })
    .catch(() => undefined);
  return found?.oid;
}

async function fullName(repository: Repository, one: string): Promise<string | undefined> {
  const branch = await currentBranch(repository);
  if (one === "HEAD" || one === "@") return branch === undefined ? "HEAD" : `refs/heads/${branch}`;
  const upstream = /^(.*)@\{(?:u|upstream)\}$/u.exec(one);
  const followed = upstream ? await trackedBy(repository, upstream[1] || (branch ?? "")) : undefined;
  if (followed) return `refs/remotes/${followed.remote}/${followed.branch}`;
  return git.expandRef({ ...repository, ref: one }).catch(() => undefined);
}

function unknownRevision(repository: Repository, one: string, options: Options): never {
  if (options.has("verify"))
    throw new GitFailure(options.has("quiet") ? "" : "fatal: Needed a single revision", options.has("quiet") ? 1 : 128);
  repository.out(`${one}\n`);
  return fatal(
    `ambiguous argument '${one}': unknown revision or path not in the working tree.\n` +
      "Use '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'",
  );
}

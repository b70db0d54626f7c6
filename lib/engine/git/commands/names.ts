import { posix as path } from "node:path";
import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { currentBranch } from "../repository";
import { resolveObject } from "../revision";
import { trackedBy } from "../upstream";

export const remote = inRepository(async (repository, args) => {
  const options = readOptions(args, { flags: ["verbose"], short: { v: "verbose" } });
  const [what, name, url] = options.rest;
  const remotes = await git.listRemotes({ ...repository });
  const known = (wanted: string | undefined) => remotes.find((one) => one.remote === wanted);
  if (what === undefined) {
    for (const one of remotes.toSorted((a, b) => (a.remote < b.remote ? -1 : 1)))
      repository.out(
        options.has("verbose")
          ? `${one.remote}\t${one.url} (fetch)\n${one.remote}\t${one.url} (push)\n`
          : `${one.remote}\n`,
      );
    return undefined;
  }
  if (name === undefined) return fatal(`usage: git remote ${what} <name>`);
  if (what === "add" && url !== undefined) {
    if (known(name)) return failed(`remote ${name} already exists.`, 3);
    return git.addRemote({ ...repository, remote: name, url });
  }
  const found = known(name) ?? failed(`No such remote '${name}'`, 2);
  return changeRemote(repository, what, found, url);
});

async function changeRemote(
  repository: Repository,
  what: string,
  found: { readonly remote: string; readonly url: string },
  url: string | undefined,
): Promise<void> {
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
    ],
    short: { q: "quiet" },
  });
  for (const [name, answer] of Object.entries(placeAnswers(repository)))
    if (options.has(name)) repository.out(`${answer}\n`);
  for (const one of options.rest) await parseRevision(repository, one, options);
});

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
  const oid = await resolveObject(repository, one);
  if (oid === undefined) return unknownRevision(repository, one, options);
  const length = Number(options.value("short") || 7);
  repository.out(`${options.has("short") ? oid.slice(0, length) : oid}\n`);
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

import { posix as path } from "node:path";
import git from "isomorphic-git";
import { anywhere, inRepository, type Context, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { globToRegExp } from "../glob";
import { readOptions, type Options } from "../options";
import {
  config as readConfig,
  currentBranch,
  globalConfig,
  globalConfigFile,
  openRepository,
  personOf,
} from "../repository";
import { resolveCommit, resolveObject, short } from "../revision";
import { trackedBy } from "../upstream";
import { personText } from "../write-commit";

export const tag = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["annotate", "delete", "list", "force"],
    lists: ["message"],
    short: { a: "annotate", d: "delete", l: "list", f: "force", m: "message" },
  });
  const [name, object] = options.rest;
  const tags = await git.listTags({ ...repository });
  if (name === undefined || options.has("list")) return listTags(repository, tags, options.rest);
  if (options.has("delete")) {
    if (!tags.includes(name)) return failed(`tag '${name}' not found.`);
    const was = await resolveCommit(repository, name);
    await git.deleteTag({ ...repository, ref: name });
    return repository.out(`Deleted tag '${name}' (was ${short(was)})\n`);
  }
  if (tags.includes(name) && !options.has("force")) return fatal(`tag '${name}' already exists`);
  const oid = await resolveCommit(repository, object ?? "HEAD");
  const lines = options.list("message");
  const message = lines.length > 0 ? lines.join("\n\n") : undefined;
  if (message === undefined && options.has("annotate"))
    return fatal("no tag message?  Give it with -m: an annotated tag's message has no editor in the tab.");
  if (message === undefined) return git.tag({ ...repository, ref: name, object: oid, force: options.has("force") });
  const tagger = personText(await personOf(repository, "COMMITTER"));
  const text = `object ${oid}\ntype commit\ntag ${name}\ntagger ${tagger}\n\n${message}\n`;
  const made = new TextEncoder().encode(text);
  const value = await git.writeObject({ ...repository, type: "tag", format: "content", object: made });
  return git.writeRef({ ...repository, ref: `refs/tags/${name}`, value, force: true });
});

function listTags(repository: Repository, tags: readonly string[], patterns: readonly string[]): void {
  const wanted = patterns.map((one) => globToRegExp(one, true));
  for (const one of tags.toSorted())
    if (wanted.length === 0 || wanted.some((pattern) => pattern.test(one))) repository.out(`${one}\n`);
}

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

export const config = anywhere(async (context, args) => {
  const options = readOptions(args, {
    flags: ["global", "local", "list", "get", "unset", "system"],
    short: { l: "list" },
  });
  const [name, value] = options.rest;
  const repository = options.has("global") ? undefined : await openRepository(context).catch(() => undefined);
  if (options.has("list")) return list(context, repository);
  if (name === undefined) return failed("no action specified", 129);
  if (!name.includes(".")) return failed(`key does not contain a section: ${name}`, 2);
  if (options.has("unset")) return set(context, repository, name, undefined);
  if (value === undefined) {
    const found = await readConfig(repository ?? context, name);
    if (found === undefined) return 1;
    return context.out(`${found}\n`);
  }
  if (!repository && !options.has("global")) return fatal("not in a git directory");
  return set(context, repository, name, value);
});

async function list(context: Context, repository: Repository | undefined): Promise<void> {
  for (const [name, value] of await globalConfig(context)) context.out(`${name}=${value}\n`);
  if (!repository) return;
  const text = await repository.fs.promises.readFile(path.join(repository.gitdir, "config"), "utf8");
  let section = "";
  for (const line of text.split("\n")) {
    const head = /^\[(\w+)(?: "(.*)")?\]/u.exec(line);
    const pair = /^\s+(\w+) = (.*)$/u.exec(line);
    if (head) section = [head[1], head[2]].filter((part) => part !== undefined).join(".");
    if (pair) context.out(`${section}.${pair[1]?.toLowerCase()}=${pair[2]}\n`);
  }
}

async function set(
  context: Context,
  repository: Repository | undefined,
  name: string,
  value: string | undefined,
): Promise<void> {
  if (repository) return git.setConfig({ ...repository, path: name, value: value ?? undefined });
  const values = new Map(await globalConfig(context));
  if (value === undefined) values.delete(name.toLowerCase());
  else values.set(name.toLowerCase(), value);
  const sections = Map.groupBy(values, ([key]) => key.slice(0, key.lastIndexOf(".")));
  const text = [...sections].map(([section, pairs]) => {
    const [head, ...rest] = section.split(".");
    const title = rest.length > 0 ? `[${head} "${rest.join(".")}"]` : `[${head}]`;
    return `${title}\n${pairs.map(([key, one]) => `\t${key.slice(section.length + 1)} = ${one}\n`).join("")}`;
  });
  await context.fs.promises.writeFile(globalConfigFile(context), text.join(""));
  return undefined;
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

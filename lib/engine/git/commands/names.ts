import { posix as path } from "node:path";
import git from "isomorphic-git";
import { anywhere, inRepository, type Context, type Repository } from "../context";
import { failed, fatal } from "../failure";
import { readOptions } from "../options";
import {
  config as readConfig,
  currentBranch,
  globalConfig,
  globalConfigFile,
  openRepository,
  personOf,
} from "../repository";
import { resolveCommit, short } from "../revision";

export const tag = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["annotate", "delete", "list", "force"],
    values: ["message"],
    short: { a: "annotate", d: "delete", l: "list", f: "force", m: "message" },
  });
  const [name, object] = options.rest;
  const tags = await git.listTags({ ...repository });
  if (name === undefined || options.has("list"))
    return repository.out(
      tags
        .toSorted()
        .map((one) => `${one}\n`)
        .join(""),
    );
  if (options.has("delete")) {
    if (!tags.includes(name)) return failed(`tag '${name}' not found.`);
    const was = await resolveCommit(repository, name);
    await git.deleteTag({ ...repository, ref: name });
    return repository.out(`Deleted tag '${name}' (was ${short(was)})\n`);
  }
  if (tags.includes(name) && !options.has("force")) return fatal(`tag '${name}' already exists`);
  const oid = await resolveCommit(repository, object ?? "HEAD");
  const message = options.value("message");
  if (message === undefined) return git.tag({ ...repository, ref: name, object: oid, force: options.has("force") });
  const tagger = await personOf(repository, "COMMITTER");
  return git.annotatedTag({
    ...repository,
    ref: name,
    object: oid,
    message: `${message}\n`,
    tagger,
    force: options.has("force"),
  });
});

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
    flags: ["abbrev-ref", "short", "show-toplevel", "is-inside-work-tree", "git-dir", "verify"],
  });
  if (options.has("show-toplevel")) return repository.out(`${repository.dir}\n`);
  if (options.has("is-inside-work-tree")) return repository.out("true\n");
  if (options.has("git-dir"))
    return repository.out(`${repository.cwd === repository.dir ? ".git" : repository.gitdir}\n`);
  for (const one of options.rest) {
    if (options.has("abbrev-ref") && one === "HEAD") repository.out(`${(await currentBranch(repository)) ?? "HEAD"}\n`);
    else {
      const oid = await git.resolveRef({ ...repository, ref: one }).catch(() => resolveCommit(repository, one));
      repository.out(`${options.has("short") ? short(oid) : oid}\n`);
    }
  }
  return undefined;
});

import git from "isomorphic-git";
import { inRepository, paint, type Repository } from "../context";
import { failed, fatal } from "../failure";
import { forgetMoves } from "../reflog-file";
import { readOptions, type Options } from "../options";
import { currentBranch, headOid } from "../repository";
import { firstLine, isAncestor, readCommit, resolveCommit, short, tryResolve } from "../revision";
import { globToRegExp } from "../glob";
import { refText } from "./refs";
import { track, trackedBy, trackingMark, upstreamOf } from "../upstream";

const spec = {
  flags: [
    "delete",
    "force-delete",
    "move",
    "all",
    "remotes",
    "show-current",
    "verbose",
    "list",
    "force",
    "unset-upstream",
    "quiet",
    "merged",
    "no-merged",
    "no-color",
    "color",
  ],
  values: ["set-upstream-to", "contains", "no-contains", "format", "sort", "points-at"],
  short: {
    d: "delete",
    D: "force-delete",
    m: "move",
    M: "move",
    a: "all",
    r: "remotes",
    v: "verbose",
    l: "list",
    f: "force",
    u: "set-upstream-to",
    q: "quiet",
  },
} as const;

export const branch = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const now = await currentBranch(repository);
  const [name] = options.rest;
  const upstream = options.value("set-upstream-to");
  if (upstream !== undefined) return follow(repository, name ?? now, upstream);
  if (options.has("unset-upstream")) return unfollow(repository, name ?? now);
  if (options.has("show-current")) return now === undefined ? undefined : repository.out(`${now}\n`);
  return change(repository, now, options);
});

async function change(repository: Repository, now: string | undefined, options: Options): Promise<void> {
  const [name, start] = options.rest;
  if (options.has("delete") || options.has("force-delete")) {
    for (const one of options.rest) await remove(repository, one, now, options.has("force-delete"));
    return undefined;
  }
  if (options.has("move")) return rename(repository, now, name, start);
  if (selecting.some((one) => options.has(one)) || options.has("list")) return listSelected(repository, now, options);
  if (name === undefined) return list(repository, now, options.list("verbose").length, options);
  return create(repository, name, start ?? "HEAD", options.has("force"));
}

const selecting = ["merged", "no-merged", "contains", "no-contains", "format", "sort", "points-at"] as const;

/** Whether a branch is to be listed, by where it stands. */
async function isSelected(repository: Repository, oid: string, options: Options): Promise<boolean> {
  const commit = (name: string) => resolveCommit(repository, name);
  const contains = options.value("contains");
  const lacks = options.value("no-contains");
  if (contains !== undefined && !(await isAncestor(repository, await commit(contains), oid))) return false;
  if (lacks !== undefined && (await isAncestor(repository, await commit(lacks), oid))) return false;
  for (const [name, wanted] of [
    ["merged", true],
    ["no-merged", false],
  ] as const)
    if (
      options.has(name) &&
      (await isAncestor(repository, oid, await commit(options.value(name) || "HEAD"))) !== wanted
    )
      return false;
  const at = options.value("points-at");
  return at === undefined || (await commit(at)) === oid;
}

interface Listed {
  readonly name: string;
  readonly oid: string;
  readonly time: number;
}

async function chosenBranches(repository: Repository, options: Options): Promise<Listed[]> {
  const patterns = options.rest.map((one) => globToRegExp(one, true));
  const chosen: Listed[] = [];
  for (const name of (await git.listBranches({ ...repository })).toSorted()) {
    if (patterns.length > 0 && !patterns.some((pattern) => pattern.test(name))) continue;
    const oid = await resolveCommit(repository, `refs/heads/${name}`);
    const time = (await readCommit(repository, oid)).committer.timestamp;
    if (await isSelected(repository, oid, options)) chosen.push({ name, oid, time });
  }
  return chosen;
}

async function listSelected(repository: Repository, now: string | undefined, options: Options): Promise<void> {
  if (options.has("all") || options.has("remotes"))
    return fatal("choosing among remote branches isn't there in the tab: leave out -a and -r.");
  const chosen = await chosenBranches(repository, options);
  const sort = options.value("sort") ?? "refname";
  if (sort.endsWith("committerdate")) chosen.sort((a, b) => a.time - b.time);
  else if (!sort.endsWith("refname"))
    return fatal(`branch --sort=${sort} isn't there in the tab: use refname or committerdate.`);
  const ordered = sort.startsWith("-") ? chosen.toReversed() : chosen;
  const format = options.value("format");
  const shown = ordered.map(({ name }) => name);
  if (format === undefined) return listLocal(repository, now, options.list("verbose").length, shown);
  for (const { name, oid } of ordered)
    repository.out(`${await refText(repository, format, { full: `refs/heads/${name}`, oid })}\n`);
  return undefined;
}

/** With one name it is the current branch that gets it. */
async function rename(
  repository: Repository,
  now: string | undefined,
  first: string | undefined,
  second: string | undefined,
) {
  const [old, next] = second === undefined ? [now, first] : [first, second];
  if (old === undefined || next === undefined) return fatal("branch name required");
  return git.renameBranch({ ...repository, oldref: old, ref: next, checkout: old === now });
}

export async function create(repository: Repository, name: string, start: string, force: boolean): Promise<void> {
  if (!/^(?![-./])(?!.*(?:\.\.|@\{|\/\/|[\s~^:?*[\\]))[^\s]+(?<![./]|\.lock)$/u.test(name))
    fatal(`'${name}' is not a valid branch name`);
  if (!force && (await git.listBranches({ ...repository })).includes(name))
    fatal(`a branch named '${name}' already exists`);
  if ((await headOid(repository)) === undefined && start === "HEAD")
    fatal(`not a valid object name: '${(await currentBranch(repository)) ?? "HEAD"}'`);
  await git.branch({ ...repository, ref: name, object: await resolveCommit(repository, start), force });
}

async function list(
  repository: Repository,
  now: string | undefined,
  verbose: number,
  options: { has: (name: string) => boolean },
): Promise<void> {
  if (!options.has("remotes")) await listLocal(repository, now, verbose);
  if (!options.has("remotes") && !options.has("all")) return;
  const prefix = options.has("all") ? "remotes/" : "";
  for (const { remote } of await git.listRemotes({ ...repository }))
    for (const name of await git.listBranches({ ...repository, remote })) {
      const head = name === "HEAD" ? await headOf(repository, remote) : "";
      repository.out(`  ${paint(repository, "red", `${prefix}${remote}/${name}`)}${head}\n`);
    }
}

async function headOf(repository: Repository, remote: string): Promise<string> {
  const ref = await git.resolveRef({ ...repository, ref: `refs/remotes/${remote}/HEAD`, depth: 2 });
  return ` -> ${ref.replace("refs/remotes/", "")}`;
}

async function listLocal(
  repository: Repository,
  now: string | undefined,
  verbose: number,
  chosen?: readonly string[],
): Promise<void> {
  const names = chosen ?? (await git.listBranches({ ...repository })).toSorted();
  if (now === undefined && names.length > 0)
    repository.out(
      `* ${paint(repository, "green", `(HEAD detached at ${short((await headOid(repository)) ?? "")})`)}\n`,
    );
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) {
    const padded = verbose > 0 ? name.padEnd(width) : name;
    // Git ends a colour here that it hasn't begun.
    const plain = repository.color ? `  ${padded}\u001B[m` : `  ${padded}`;
    const shown = name === now ? `* ${paint(repository, "green", padded)}` : plain;
    repository.out(`${shown}${verbose > 0 ? await describe(repository, name, verbose > 1) : ""}\n`);
  }
}

async function describe(repository: Repository, name: string, named: boolean): Promise<string> {
  const oid = await resolveCommit(repository, name);
  const title = firstLine((await readCommit(repository, oid)).message);
  const upstream = await upstreamOf(repository, name);
  const mark = upstream ? trackingMark(upstream) : "";
  const full =
    upstream && ` [${paint(repository, "blue", upstream.name)}${mark === "" ? "" : `: ${mark.slice(2, -1)}`}]`;
  return ` ${short(oid)}${(named ? full : mark) ?? ""} ${title}`;
}

async function follow(repository: Repository, followed: string | undefined, upstream: string): Promise<void> {
  if (followed === undefined) return fatal("could not set upstream of HEAD when it does not point to any branch");
  if ((await tryResolve(repository, upstream)) === undefined)
    fatal(`the requested upstream branch '${upstream}' does not exist`);
  const isLocal = (await git.listBranches({ ...repository })).includes(upstream);
  const [remote = "", ...rest] = isLocal ? [".", upstream] : upstream.split("/");
  await track(repository, followed, { remote, branch: rest.join("/") });
  return repository.out(`branch '${followed}' set up to track '${upstream}'.\n`);
}

async function unfollow(repository: Repository, followed: string | undefined): Promise<void> {
  if (followed === undefined || !(await trackedBy(repository, followed)))
    return fatal(`Branch '${followed ?? "HEAD"}' has no upstream information`);
  for (const name of ["remote", "merge"])
    await git.setConfig({ ...repository, path: `branch.${followed}.${name}`, value: undefined });
  return undefined;
}

async function remove(repository: Repository, name: string, now: string | undefined, force: boolean): Promise<void> {
  if (!(await git.listBranches({ ...repository })).includes(name)) failed(`branch '${name}' not found.`);
  if (name === now) failed(`Cannot delete branch '${name}' checked out at '${repository.dir}'`);
  const oid = await resolveCommit(repository, name);
  if (!force && !(await isMerged(repository, oid)))
    failed(
      `The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.`,
    );
  await git.deleteBranch({ ...repository, ref: name });
  await forgetMoves(repository, `refs/heads/${name}`);
  repository.out(`Deleted branch ${name} (was ${short(oid)}).\n`);
}

async function isMerged(repository: Repository, oid: string): Promise<boolean> {
  const head = await headOid(repository);
  return head !== undefined && (await isAncestor(repository, oid, head));
}

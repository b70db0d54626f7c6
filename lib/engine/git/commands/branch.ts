import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readMoves, forgetMoves, reflogFile } from "../reflog-file";
import { readOptions, type Options } from "../options";
import { choosesRefs, refListSpec, withJoined } from "../ref-list";
import { currentBranch, headOid } from "../repository";
import { resolveCommit, short, tryResolve } from "../revision";
import { track, trackedBy } from "../upstream";
import { isMerged, listBranches } from "./branch-list";

const spec = {
  ...refListSpec,
  flags: [
    "delete",
    "force-delete",
    "move",
    "force-move",
    "copy",
    "force-copy",
    "all",
    "remotes",
    "show-current",
    "verbose",
    "list",
    "force",
    "unset-upstream",
    "quiet",
    "no-color",
    "no-abbrev",
    "ignore-case",
    "no-track",
  ],
  values: [...refListSpec.values, "set-upstream-to", "abbrev"],
  optionals: [...refListSpec.optionals, "color", "track"],
  short: {
    d: "delete",
    D: "force-delete",
    m: "move",
    M: "force-move",
    c: "copy",
    C: "force-copy",
    a: "all",
    r: "remotes",
    v: "verbose",
    l: "list",
    f: "force",
    u: "set-upstream-to",
    q: "quiet",
    i: "ignore-case",
    t: "track",
  },
} as const;

export const branch = inRepository(async (given, args) => {
  const options = readOptions(withJoined(args), spec);
  const isPainted = options.has("color") && options.value("color") !== "never" && options.value("color") !== "auto";
  const repository = isPainted ? { ...given, color: true } : given;
  const now = await currentBranch(repository);
  const [name] = options.rest;
  const upstream = options.value("set-upstream-to");
  if (upstream !== undefined) return follow(repository, name ?? now, upstream);
  if (options.has("unset-upstream")) return unfollow(repository, name ?? now);
  if (options.has("show-current")) return now === undefined ? undefined : repository.out(`${now}\n`);
  return change(repository, now, options);
});

const isAny = (options: Options, ...names: readonly string[]): boolean => names.some((name) => options.has(name));

async function change(repository: Repository, now: string | undefined, options: Options): Promise<number | void> {
  const [name] = options.rest;
  if (isAny(options, "delete", "force-delete")) return removeAll(repository, now, options);
  if (isAny(options, "move", "force-move")) return rename(repository, now, options);
  if (isAny(options, "copy", "force-copy")) return copy(repository, now, options);
  if (name === undefined || isAny(options, "list", "all", "remotes") || choosesRefs(options))
    return listBranches(repository, options);
  if (options.has("force") && name === now)
    return fatal(`cannot force update the branch '${name}' checked out at '${repository.dir}'`);
  return make(repository, name, options);
}

async function make(repository: Repository, name: string, options: Options): Promise<void> {
  const start = options.rest[1];
  await create(repository, name, start ?? "HEAD", options.has("force"));
  if (options.has("no-track") || start === undefined) return undefined;
  const isRemote = (await tryResolve(repository, `refs/remotes/${start}`)) !== undefined;
  return isRemote || options.has("track") ? follow(repository, name, start) : undefined;
}

async function removeAll(repository: Repository, now: string | undefined, options: Options): Promise<number> {
  if (options.rest.length === 0) return fatal("branch name required");
  const force = options.has("force-delete") || options.has("force");
  let code = 0;
  for (const one of options.rest) {
    const problem = options.has("remotes")
      ? await removeRemote(repository, one)
      : await remove(repository, one, { now, force, quiet: options.has("quiet") });
    if (problem === undefined) continue;
    repository.err(`error: ${problem}\n`);
    code = 1;
  }
  return code;
}

/** Both names of a `-m` or `-c`: with one given the other is the branch that is checked out. */
function namesOf(now: string | undefined, [first, second]: readonly string[]): readonly [old: string, next: string] {
  const [old, next] = second === undefined ? [now, first] : [first, second];
  return old === undefined || next === undefined ? fatal("branch name required") : [old, next];
}

async function mayBecome(repository: Repository, old: string, next: string, force: boolean): Promise<void> {
  const known = await git.listBranches({ ...repository });
  if (!known.includes(old) && (await headOid(repository)) !== undefined) fatal(`No branch named '${old}'.`);
  if (known.includes(next) && next !== old && !force) fatal(`A branch named '${next}' already exists.`);
}

async function rename(repository: Repository, now: string | undefined, options: Options): Promise<void> {
  const [old, next] = namesOf(now, options.rest);
  const force = isAny(options, "force-move", "force");
  await mayBecome(repository, old, next, force);
  if (next === now && next !== old)
    fatal(`cannot force update the branch '${next}' checked out at '${repository.dir}'`);
  if (force && old !== next && (await git.listBranches({ ...repository })).includes(next))
    await git.deleteBranch({ ...repository, ref: next });
  return git.renameBranch({ ...repository, oldref: old, ref: next, checkout: old === now });
}

/** A branch with its log and what it follows, under another name. */
async function copy(repository: Repository, now: string | undefined, options: Options): Promise<void> {
  const [old, next] = namesOf(now, options.rest);
  await mayBecome(repository, old, next, isAny(options, "force-copy", "force"));
  const oid = await resolveCommit(repository, `refs/heads/${old}`);
  await git.writeRef({ ...repository, ref: `refs/heads/${next}`, value: oid, force: true });
  const tracked = await trackedBy(repository, old);
  if (tracked) await track(repository, next, tracked);
  if ((await readMoves(repository, `refs/heads/${old}`)).length === 0) return;
  const { promises: fs } = repository.fs;
  await fs.copyFile(reflogFile(repository, `refs/heads/${old}`), reflogFile(repository, `refs/heads/${next}`));
}

export async function create(repository: Repository, name: string, start: string, force: boolean): Promise<void> {
  if (!/^(?![-./])(?!.*(?:\.\.|@\{|\/\/|[\s~^:?*[\\]))[^\s]+(?<![./]|\.lock)$/u.test(name))
    fatal(`'${name}' is not a valid branch name`);
  const known = await git.listBranches({ ...repository });
  if (!force && known.includes(name)) fatal(`a branch named '${name}' already exists`);
  const other = known.find((one) => one.startsWith(`${name}/`) || name.startsWith(`${one}/`));
  if (other !== undefined)
    fatal(`cannot lock ref 'refs/heads/${name}': 'refs/heads/${other}' exists; cannot create 'refs/heads/${name}'`);
  if ((await headOid(repository)) === undefined && start === "HEAD")
    fatal(`not a valid object name: '${(await currentBranch(repository)) ?? "HEAD"}'`);
  const object = (await tryResolve(repository, start)) ?? fatal(`not a valid object name: '${start}'`);
  await git.branch({ ...repository, ref: name, object, force });
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

interface Removing {
  readonly now: string | undefined;
  readonly force: boolean;
  readonly quiet: boolean;
}

/** Answers what stands against it, if anything does. */
async function remove(
  repository: Repository,
  name: string,
  { now, force, quiet }: Removing,
): Promise<string | undefined> {
  if (!(await git.listBranches({ ...repository })).includes(name)) return `branch '${name}' not found.`;
  if (name === now) return `Cannot delete branch '${name}' checked out at '${repository.dir}'`;
  const oid = await resolveCommit(repository, `refs/heads/${name}`);
  if (!force && !(await isMerged(repository, oid)))
    return `The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.`;
  await git.deleteBranch({ ...repository, ref: name });
  await forgetMoves(repository, `refs/heads/${name}`);
  if (!quiet) repository.out(`Deleted branch ${name} (was ${short(oid)}).\n`);
  return undefined;
}

async function removeRemote(repository: Repository, name: string): Promise<string | undefined> {
  const oid = await tryResolve(repository, `refs/remotes/${name}`);
  if (oid === undefined) return `remote-tracking branch '${name}' not found.`;
  await git.deleteRef({ ...repository, ref: `refs/remotes/${name}` });
  repository.out(`Deleted remote-tracking branch ${name} (was ${short(oid)}).\n`);
  return undefined;
}

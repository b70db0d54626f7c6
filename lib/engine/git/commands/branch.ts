import git from "isomorphic-git";
import { inRepository, paint, type Repository } from "../context";
import { failed, fatal } from "../failure";
import { readOptions } from "../options";
import { currentBranch, headOid } from "../repository";
import { firstLine, history, readCommit, resolveCommit, short } from "../revision";

export const branch = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["delete", "force-delete", "move", "all", "remotes", "show-current", "verbose", "list", "force"],
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
    },
  });
  const now = await currentBranch(repository);
  if (options.has("show-current")) return now === undefined ? undefined : repository.out(`${now}\n`);
  if (options.has("delete") || options.has("force-delete")) {
    for (const one of options.rest) await remove(repository, one, now, options.has("force-delete"));
    return undefined;
  }
  const [name, start] = options.rest;
  if (options.has("move")) return rename(repository, now, name, start);
  if (name === undefined || options.has("list")) return list(repository, now, options.has("verbose"), options);
  return create(repository, name, start ?? "HEAD", options.has("force"));
});

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
  verbose: boolean,
  options: { has: (name: string) => boolean },
): Promise<void> {
  if (!options.has("remotes")) await listLocal(repository, now, verbose);
  if (!options.has("remotes") && !options.has("all")) return;
  const prefix = options.has("all") ? "remotes/" : "";
  for (const { remote } of await git.listRemotes({ ...repository }))
    for (const name of await git.listBranches({ ...repository, remote }))
      repository.out(`  ${paint(repository, "red", `${prefix}${remote}/${name}`)}\n`);
}

async function listLocal(repository: Repository, now: string | undefined, verbose: boolean): Promise<void> {
  const names = (await git.listBranches({ ...repository })).toSorted();
  if (now === undefined && names.length > 0)
    repository.out(
      `* ${paint(repository, "green", `(HEAD detached at ${short((await headOid(repository)) ?? "")})`)}\n`,
    );
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) {
    const shown = name === now ? `* ${paint(repository, "green", name)}` : `  ${name}`;
    repository.out(`${shown}${verbose ? await describe(repository, name, width) : ""}\n`);
  }
}

async function describe(repository: Repository, name: string, width: number): Promise<string> {
  const oid = await resolveCommit(repository, name);
  return `${" ".repeat(width - name.length)} ${short(oid)} ${firstLine((await readCommit(repository, oid)).message)}`;
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
  repository.out(`Deleted branch ${name} (was ${short(oid)}).\n`);
}

async function isMerged(repository: Repository, oid: string): Promise<boolean> {
  const head = await headOid(repository);
  if (head === undefined) return false;
  for await (const commit of history(repository, [head])) if (commit.oid === oid) return true;
  return false;
}

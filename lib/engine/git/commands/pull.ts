import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { fetchFrom } from "../fetching";
import { readOptions, type Options } from "../options";
import { config, currentBranch, headOid } from "../repository";
import { isAncestor, tryResolve } from "../revision";
import { remoteBy, repositoryName } from "../transport";
import { trackedBy } from "../upstream";
import { mergeCommit } from "./merge";
import { rebase } from "./rebase";

const spec = {
  flags: [
    "rebase",
    "autostash",
    "no-rebase",
    "ff-only",
    "ff",
    "no-ff",
    "quiet",
    "no-edit",
    "prune",
    "tags",
    "verbose",
    "squash",
    "allow-unrelated-histories",
  ],
  lists: ["strategy-option"],
  values: ["depth", "strategy"],
  short: { r: "rebase", q: "quiet", p: "prune", t: "tags", v: "verbose" },
} as const;

export const pull = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const { remote: name, branch } = await source(repository, options.rest, await rebases(repository, options));
  const remote = await remoteBy(repository, name);
  const depth = options.value("depth");
  const named = options.rest[1] !== undefined;
  const fetched = await fetchFrom(repository, remote, {
    depth: depth === undefined ? undefined : Number(depth),
    prune: options.has("prune"),
    quiet: options.has("quiet"),
    tags: true,
    ...(named && { branch }),
  });
  const oid = (await tryResolve(repository, `refs/remotes/${name}/${branch}`)) ?? fetched.head;
  if (oid === undefined) return fatal(`couldn't find remote ref ${branch}`);
  const head = await headOid(repository);
  const diverged =
    head !== undefined && !(await isAncestor(repository, head, oid)) && !(await isAncestor(repository, oid, head));
  if (await rebases(repository, options))
    return rebase.run(repository, options.has("autostash") ? ["--autostash", oid] : [oid]);
  if (diverged) await decide(repository, options);
  const title = `Merge branch '${branch}' of ${repositoryName(remote.url)}`;
  return mergeCommit(repository, { name: oid, oid, title }, options);
});

async function source(repository: Repository, rest: readonly string[], rebasing: boolean) {
  const [remote, branch] = rest;
  const now = await currentBranch(repository);
  const tracked = now === undefined ? undefined : await trackedBy(repository, now);
  if (remote !== undefined && branch !== undefined) return { remote, branch };
  if (tracked && (remote === undefined || remote === tracked.remote)) return tracked;
  if (now === undefined) throw new GitFailure(detached(rebasing), 1);
  const [only] = await git.listRemotes({ ...repository });
  throw new GitFailure(
    "There is no tracking information for the current branch.\n" +
      `Please specify which branch you want to ${rebasing ? "rebase against" : "merge with"}.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n\n` +
      "If you wish to set tracking information for this branch you can do so with:\n\n" +
      `    git branch --set-upstream-to=${remote ?? only?.remote ?? "<remote>"}/<branch> ${now}\n`,
    1,
  );
}

const detached = (rebasing: boolean): string =>
  "You are not currently on a branch.\n" +
  `Please specify which branch you want to ${rebasing ? "rebase against" : "merge with"}.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n`;

const undecided =
  "hint: You have divergent branches and need to specify how to reconcile them.\n" +
  "hint: You can do so by running one of the following commands sometime before\nhint: your next pull:\nhint: \n" +
  "hint:   git config pull.rebase false  # merge\nhint:   git config pull.rebase true   # rebase\n" +
  "hint:   git config pull.ff only       # fast-forward only\nhint: \n" +
  'hint: You can replace "git config" with "git config --global" to set a default\n' +
  "hint: preference for all repositories. You can also pass --rebase, --no-rebase,\n" +
  "hint: or --ff-only on the command line to override the configured default per\nhint: invocation.\n" +
  "fatal: Need to specify how to reconcile divergent branches.";

async function rebases(repository: Repository, options: Options): Promise<boolean> {
  if (options.has("no-rebase")) return false;
  if (options.has("rebase")) return options.value("rebase") !== "false";
  const configured = await config(repository, "pull.rebase");
  return configured !== undefined && configured !== "false";
}

/** Where both sides have gone on, git wants to be told what to do. */
async function decide(repository: Repository, options: Options): Promise<void> {
  const configured = await config(repository, "pull.rebase");
  const told = ["no-rebase", "ff-only", "no-ff", "ff", "squash"].some((name) => options.has(name));
  if (!told && configured === undefined && (await config(repository, "pull.ff")) === undefined)
    throw new GitFailure(undecided);
}

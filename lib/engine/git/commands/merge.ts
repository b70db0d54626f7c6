import git from "isomorphic-git";
import { moveTo } from "../checkout";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { mergeInto, refuseUnmerged, undoMerge } from "../merge-into";
import { beginMerge, endMerge, mergeInProgress } from "../merge-state";
import { readOptions, type Options } from "../options";
import { config, currentBranch, headOid, personOf } from "../repository";
import { firstLine, isAncestor, readCommit, short, tryResolve } from "../revision";
import { ofCommit } from "../snapshot";
import { writeSummary } from "../summary";
import { writeTreeOf } from "../write-tree";
import { commit } from "./commit";
import { pointHead } from "./point";

const spec = {
  flags: [
    "abort",
    "continue",
    "ff",
    "no-ff",
    "ff-only",
    "squash",
    "commit",
    "no-commit",
    "no-edit",
    "edit",
    "quiet",
    "stat",
    "no-stat",
    "allow-unrelated-histories",
  ],
  values: ["message", "strategy", "strategy-option"],
  short: { m: "message", q: "quiet", n: "no-stat", s: "strategy", X: "strategy-option", e: "edit" },
} as const;

export const merge = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (options.has("abort")) return abort(repository);
  if (options.has("continue")) return goOn(repository);
  const [name] = options.rest;
  if (name === undefined) return fatal("No remote for the current branch.");
  if ((await mergeInProgress(repository)) !== undefined) await refuseWhileMerging(repository);
  await refuseUnmerged(repository, "Merging");
  const theirs = (await tryResolve(repository, name)) ?? failed(`merge: ${name} - not something we can merge`);
  const title = options.value("message") ?? (await titleOf(repository, name));
  return mergeCommit(repository, { name, oid: theirs, title }, options);
});

export interface Merging {
  /** As it stands behind the lower markers. */
  readonly name: string;
  readonly oid: string;
  readonly title: string;
}

/** Merges a commit into the branch that is checked out; answers git's exit code. */
export async function mergeCommit(
  repository: Repository,
  theirs: Merging,
  options: Pick<Options, "has">,
): Promise<number> {
  const head = await headOid(repository);
  if (head === undefined) return fastForward(repository, undefined, theirs.oid, options);
  if (await isAncestor(repository, theirs.oid, head)) {
    repository.out("Already up to date.\n");
    return 0;
  }
  const bases = (await git.findMergeBase({ ...repository, oids: [head, theirs.oid] })) as string[];
  const [base] = bases;
  if (base === undefined && !options.has("allow-unrelated-histories"))
    return fatal("refusing to merge unrelated histories");
  if (base === head && !options.has("no-ff") && !options.has("squash"))
    return fastForward(repository, head, theirs.oid, options);
  if (options.has("ff-only")) return notForward();
  return threeWay(repository, { base, head, theirs }, options);
}

const notForward = (): never => {
  throw new GitFailure(
    "hint: Diverging branches can't be fast-forwarded, you need to either:\nhint:\nhint: \tgit merge --no-ff\nhint:\n" +
      "hint: or:\nhint:\nhint: \tgit rebase\nhint:\nfatal: Not possible to fast-forward, aborting.",
  );
};

async function fastForward(
  repository: Repository,
  head: string | undefined,
  to: string,
  options: Pick<Options, "has">,
): Promise<number> {
  const quiet = options.has("quiet");
  if (head !== undefined && !quiet) repository.out(`Updating ${short(head)}..${short(to)}\n`);
  await moveTo(repository, head, to, { doing: "merge" });
  await pointHead(repository, to);
  if (quiet || head === undefined) return 0;
  repository.out("Fast-forward\n");
  if (!options.has("no-stat"))
    await writeSummary(repository, await ofCommit(repository, head), await ofCommit(repository, to), "table");
  return 0;
}

interface Sides {
  readonly base: string | undefined;
  readonly head: string;
  readonly theirs: Merging;
}

async function threeWay(repository: Repository, { base, head, theirs }: Sides, options: Pick<Options, "has">) {
  const trees = {
    base: await ofCommit(repository, base),
    ours: await ofCommit(repository, head),
    theirs: await ofCommit(repository, theirs.oid),
  };
  const merged = await mergeInto(repository, trees, { ours: "HEAD", theirs: theirs.name }).catch(cannotMerge);
  if (options.has("squash")) {
    repository.out("Squash commit -- not updating HEAD\n");
    return merged.unmerged.size === 0 ? 0 : conflicted(repository);
  }
  if (merged.unmerged.size > 0) {
    await beginMerge(repository, theirs.oid, conflictMessage(theirs.title, [...merged.unmerged.keys()]));
    return conflicted(repository);
  }
  if (options.has("no-commit")) {
    await beginMerge(repository, theirs.oid, theirs.title);
    repository.err("Automatic merge went well; stopped before committing as requested\n");
    return 0;
  }
  const oid = await git.writeCommit({
    ...repository,
    commit: {
      tree: await writeTreeOf(repository, merged.files),
      parent: [head, theirs.oid],
      message: `${theirs.title}\n`,
      author: await personOf(repository, "AUTHOR"),
      committer: await personOf(repository, "COMMITTER"),
    },
  });
  await pointHead(repository, oid);
  if (options.has("quiet")) return 0;
  repository.out("Merge made by the 'ort' strategy.\n");
  if (!options.has("no-stat")) await writeSummary(repository, trees.ours, merged.files, "table");
  return 0;
}

function cannotMerge(error: unknown): never {
  if (!(error instanceof GitFailure)) throw error;
  throw new GitFailure(`${error.message}\nMerge with strategy ort failed.`, 2);
}

export const conflictMessage = (title: string, files: readonly string[]): string =>
  `${title}\n\n# Conflicts:\n${files.map((file) => `#\t${file}`).join("\n")}`;

function conflicted(repository: Repository): number {
  repository.out("Automatic merge failed; fix conflicts and then commit the result.\n");
  return 1;
}

async function titleOf(repository: Repository, name: string): Promise<string> {
  const branch = await currentBranch(repository);
  const first = (await config(repository, "init.defaultbranch")) ?? "main";
  const into = branch === undefined || branch === "master" || branch === first ? "" : ` into ${branch}`;
  const kinds = [
    ["refs/heads/", "branch"],
    ["refs/tags/", "tag"],
    ["refs/remotes/", "remote-tracking branch"],
  ] as const;
  for (const [beginning, kind] of kinds) {
    const known = await git.resolveRef({ ...repository, ref: beginning + name, depth: 2 }).catch(() => undefined);
    if (known !== undefined) return `Merge ${kind} '${name}'${into}`;
  }
  return `Merge commit '${name}'${into}`;
}

async function refuseWhileMerging(repository: Repository): Promise<void> {
  await refuseUnmerged(repository, "Merging");
  fatal(
    "You have not concluded your merge (MERGE_HEAD exists).\nhint: Please, commit your changes before you merge.\nfatal: Exiting because of unfinished merge.",
  );
}

async function abort(repository: Repository): Promise<number> {
  if ((await mergeInProgress(repository)) === undefined)
    return fatal("There is no merge to abort (MERGE_HEAD missing).");
  await undoMerge(repository, await ofCommit(repository, await headOid(repository)));
  await endMerge(repository);
  return 0;
}

async function goOn(repository: Repository): Promise<number | void> {
  if ((await mergeInProgress(repository)) === undefined)
    return fatal("There is no merge in progress (MERGE_HEAD missing).");
  return commit.run(repository, []);
}

/** A commit as cherry-pick and revert name it behind the markers. */
export const namedCommit = async (repository: Repository, oid: string): Promise<string> =>
  `${short(oid)} (${firstLine((await readCommit(repository, oid)).message)})`;

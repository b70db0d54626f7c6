import git from "isomorphic-git";
import { moveTo } from "../checkout";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { mergeInto, refuseUnmerged, undoMerge } from "../merge-into";
import { beginMerge, endMerge, mergeInProgress } from "../merge-state";
import { readOptions, type Options } from "../options";
import { signedOff } from "../trailers";
import { strategyOf } from "../strategy";
import { writeRawCommit } from "../write-commit";
import { writeMessage } from "../commit-message";
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
    "signoff",
    "no-signoff",
    "quit",
    "autostash",
    "no-autostash",
    "no-squash",
    "no-verify",
  ],
  lists: ["message", "strategy-option"],
  values: ["strategy", "file"],
  short: { m: "message", q: "quiet", n: "no-stat", s: "strategy", X: "strategy-option", e: "edit" },
} as const;

export const merge = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (options.has("abort")) return abort(repository);
  if (options.has("autostash"))
    return fatal("merge --autostash isn't there in the tab: `git stash`, merge, then `git stash pop`.");
  if (options.has("continue")) return goOn(repository);
  if (options.has("quit")) return endMerge(repository);
  const [name, second] = options.rest;
  if (second !== undefined)
    return fatal("merging more than one branch at once isn't there in the tab: merge them in turn.");
  if (name === undefined) return fatal("No remote for the current branch.");
  if ((await mergeInProgress(repository)) !== undefined) await refuseWhileMerging(repository);
  await refuseUnmerged(repository, "Merging");
  const theirs = (await tryResolve(repository, name)) ?? notMergeable(name);
  const given = options.list("message").join("\n\n");
  const file = options.value("file");
  const written = file === undefined ? given : await repository.fs.promises.readFile(file, "utf8");
  const plain = written === "" ? await titleOf(repository, name) : written.trimEnd();
  const signed = options.has("signoff") ? signedOff(plain, await personOf(repository, "COMMITTER")) : plain;
  const title = signed.trimEnd();
  return mergeCommit(repository, { name, oid: theirs, title }, options);
});

export interface Merging {
  /** As it stands behind the lower markers. */
  readonly name: string;
  readonly oid: string;
  readonly title: string;
}

/** Merges a commit into the branch that is checked out; answers git's exit code. */
export async function mergeCommit(repository: Repository, theirs: Merging, options: Options): Promise<number> {
  const head = await headOid(repository);
  if (head === undefined) return fastForward(repository, undefined, theirs, options);
  if (await isAncestor(repository, theirs.oid, head)) {
    repository.out(`Already up to date.${options.has("squash") ? " (nothing to squash)" : ""}\n`);
    return 0;
  }
  const bases = (await git.findMergeBase({ ...repository, oids: [head, theirs.oid] })) as string[];
  const [base] = bases;
  if (base === undefined && !options.has("allow-unrelated-histories"))
    return fatal("refusing to merge unrelated histories");
  if (base === head && !options.has("no-ff") && !options.has("squash"))
    return fastForward(repository, head, theirs, options);
  if (options.has("ff-only")) return notForward();
  return threeWay(repository, { base, head, theirs }, options);
}

const notMergeable = (name: string): never => {
  throw new GitFailure(`merge: ${name} - not something we can merge`, 1);
};

const notForward = (): never => {
  throw new GitFailure(
    "hint: Diverging branches can't be fast-forwarded, you need to either:\nhint:\nhint: \tgit merge --no-ff\nhint:\n" +
      "hint: or:\nhint:\nhint: \tgit rebase\nhint:\nfatal: Not possible to fast-forward, aborting.",
  );
};

async function fastForward(
  repository: Repository,
  head: string | undefined,
  { name, oid: to }: Merging,
  options: Options,
): Promise<number> {
  const quiet = options.has("quiet");
  if (head !== undefined && !quiet) repository.out(`Updating ${short(head)}..${short(to)}\n`);
  await moveTo(repository, head, to, { doing: "merge" });
  await pointHead(repository, to, `merge ${name}: Fast-forward`);
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

async function threeWay(repository: Repository, { base, head, theirs }: Sides, options: Options) {
  const trees = {
    base: await ofCommit(repository, base),
    ours: await ofCommit(repository, head),
    theirs: await ofCommit(repository, theirs.oid),
  };
  const { favour, keepsOurs } = strategyOf(options);
  const sides = keepsOurs ? { ...trees, theirs: trees.base } : trees;
  const names = { ours: "HEAD", theirs: theirs.name, favour };
  const merged = await mergeInto(repository, sides, names).catch(cannotMerge);
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
  const oid = await writeRawCommit(repository, {
    tree: await writeTreeOf(repository, merged.files),
    parent: [head, theirs.oid],
    message: await wordedTitle(repository, theirs, options),
  });
  await pointHead(repository, oid, `merge ${theirs.name}: Merge made by the 'ort' strategy.`);
  if (options.has("quiet")) return 0;
  repository.out(`Merge made by the '${keepsOurs ? "ours" : "ort"}' strategy.\n`);
  if (!options.has("no-stat")) await writeSummary(repository, trees.ours, merged.files, "table");
  return 0;
}

/** The message may be edited where somebody could; a merge that isn't edited keeps the one that git has made. */
async function wordedTitle(repository: Repository, { title, oid }: Merging, options: Options): Promise<string> {
  const asks =
    repository.isTerminal === true && repository.env["GIT_MERGE_AUTOEDIT"] !== "no" && !options.has("message");
  if (options.has("no-edit") || !(options.has("edit") || asks)) return `${title}\n`;
  await beginMerge(repository, oid, title);
  const message = await writeMessage(repository, { message: `${title}\n`, status: "", about: "" });
  await endMerge(repository);
  return message;
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

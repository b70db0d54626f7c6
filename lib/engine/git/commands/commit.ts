import type { CommitObject } from "isomorphic-git";
import { dateText } from "../commit-text";
import { inRepository, type Repository } from "../context";
import { detachedLine } from "../detached";
import { fatal, GitFailure } from "../failure";
import { refuseUnmerged } from "../merge-into";
import { endMerge, mergeInProgress, replayInProgress } from "../merge-state";
import { readOptions, type Options } from "../options";
import { readRebase } from "../rebase-state";
import { currentBranch, headOid, isNamed, repositoryPath, type Person } from "../repository";
import { changesBetween } from "../changes";
import { ofCommit, ofIndex, type Snapshot } from "../snapshot";
import { writeSummary } from "../summary";
import { subjectOf } from "../placeholder-fields";
import { firstLine, readCommit, short } from "../revision";
import { statusRows } from "../status";
import { writeRawCommit } from "../write-commit";
import { writeTreeOf } from "../write-tree";
import { stage } from "./add";
import { authorOf, messageFor, reusedCommit } from "./commit-words";
import { pointHead } from "./point";
import { status } from "./status";

const spec = {
  flags: [
    "all",
    "amend",
    "allow-empty",
    "quiet",
    "edit",
    "no-edit",
    "no-verify",
    "allow-empty-message",
    "signoff",
    "no-signoff",
    "reset-author",
    "dry-run",
    "include",
    "only",
  ],
  lists: ["message"],
  values: ["file", "author", "date", "reuse-message", "reedit-message", "fixup", "squash", "cleanup"],
  short: {
    a: "all",
    m: "message",
    q: "quiet",
    F: "file",
    n: "no-verify",
    e: "edit",
    i: "include",
    o: "only",
    s: "signoff",
    C: "reuse-message",
    c: "reedit-message",
  },
} as const;

export const commit = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const named = [...options.rest, ...(options.paths ?? [])];
  const staged = options.has("all") ? await stageTracked(repository) : await stageNamed(repository, named);
  await refuseUnmerged(repository, "Committing");
  if (options.has("dry-run")) return status.run(repository, []);
  const head = await headOid(repository);
  const amends = options.has("amend");
  if (amends && head === undefined) return fatal("You have nothing to amend.");
  const old = amends && head !== undefined ? await readCommit(repository, head) : undefined;
  const merging = await mergeInProgress(repository);
  const files = await filesFor(repository, await ofCommit(repository, head), options.has("include") ? [] : staged);
  const base = { old, head, merging, files };
  return options.has("allow-empty") ? make(repository, options, base) : makeIfNeeded(repository, options, base);
});

async function makeIfNeeded(repository: Repository, options: Options, base: Base): Promise<number> {
  const { old, head, merging, files } = base;
  if (old && (await wouldBeEmpty(repository, old, files))) return refuseEmptying(repository);
  const isSame = changesBetween(await ofCommit(repository, head), files).length === 0;
  return isSame && !old && merging === undefined ? saysNothing(repository) : make(repository, options, base);
}

async function saysNothing(repository: Repository): Promise<number> {
  await status.run(repository, []);
  return 1;
}

interface Base {
  /** The commit that is amended. */
  readonly old: CommitObject | undefined;
  readonly head: string | undefined;
  readonly merging: string | undefined;
  readonly files: Snapshot;
}

async function make(repository: Repository, options: Options, { old, head, merging, files }: Base): Promise<number> {
  const source = old ?? (await reusedCommit(repository, options)) ?? (await pickedCommit(repository));
  const author = await authorOf(repository, options, source?.author);
  const message = await messageFor(repository, options, { amended: old?.message, author });
  const oid = await write(repository, files, { message, author, parent: parentsOf(old, head, merging) });
  await pointHead(repository, oid, `commit${kindOf(old, head, merging)}: ${firstLine(message)}`);
  await endMerge(repository);
  if (options.has("quiet")) return 0;
  const isTold = (source !== undefined && !options.has("reset-author")) || options.has("date");
  const dated = isTold && (old !== undefined || (await readRebase(repository)) === undefined);
  await report(repository, oid, message, { first: head === undefined, dated });
  return 0;
}

async function wouldBeEmpty(repository: Repository, { parent }: CommitObject, files: Snapshot): Promise<boolean> {
  if (parent.length !== 1) return false;
  return changesBetween(await ofCommit(repository, parent[0]), files).length === 0;
}

async function refuseEmptying(repository: Repository): Promise<number> {
  const branch = await currentBranch(repository);
  const place = branch === undefined ? await detachedLine(repository) : `On branch ${branch}\n`;
  repository.out(`${place}No changes\n`);
  repository.err(
    "You asked to amend the most recent commit, but doing so would make\n" +
      "it empty. You can repeat your command with --allow-empty, or you can\n" +
      'remove the commit entirely with "git reset HEAD^".\n',
  );
  return 1;
}

const kindOf = (old: object | undefined, head: string | undefined, merging: string | undefined): string => {
  if (old) return " (amend)";
  if (head === undefined) return " (initial)";
  return merging === undefined ? "" : " (merge)";
};

interface Making {
  readonly message: string;
  readonly author: Person | undefined;
  readonly parent: readonly string[];
}

async function write(repository: Repository, files: Snapshot, { message, author, parent }: Making): Promise<string> {
  const tree = await writeTreeOf(repository, files);
  return writeRawCommit(repository, { tree, parent, message, ...(author && { author }) });
}

/** The commit that is being put on: the new one keeps its author. */
async function pickedCommit(repository: Repository): Promise<CommitObject | undefined> {
  const replayed = await replayInProgress(repository);
  return replayed?.action === "cherry-pick" ? readCommit(repository, replayed.oid) : undefined;
}

/** Files that are named go into the commit as they are in the working tree. */
async function stageNamed(repository: Repository, typed: readonly string[]): Promise<readonly string[]> {
  if (typed.length === 0) return [];
  const paths = typed.map((one) => repositoryPath(repository, one));
  const rows = (await statusRows(repository)).filter(({ index, path: file }) => index !== "?" && isNamed(file, paths));
  const known = await ofIndex(repository);
  for (const [at, one] of paths.entries())
    if (!rows.some((row) => isNamed(row.path, [one])) && ![...known.keys()].some((file) => isNamed(file, [one])))
      throw new GitFailure(`error: pathspec '${typed[at]}' did not match any file(s) known to git`, 1);
  if ((await mergeInProgress(repository)) !== undefined) fatal("cannot do a partial commit during a merge.");
  await stage(
    repository,
    rows.filter(({ tree }) => tree !== " "),
  );
  return paths;
}

/** What the commit holds: the index, or where files are named what was committed with those files in it. */
async function filesFor(repository: Repository, before: Snapshot, named: readonly string[]): Promise<Snapshot> {
  const index = await ofIndex(repository);
  if (named.length === 0) return index;
  const chosen = (file: string) => isNamed(file, named);
  return new Map([...[...before].filter(([file]) => !chosen(file)), ...[...index].filter(([file]) => chosen(file))]);
}

async function stageTracked(repository: Repository): Promise<readonly string[]> {
  const rows = await statusRows(repository);
  await stage(
    repository,
    rows.filter(({ index, tree }) => index !== "?" && tree !== " "),
  );
  return [];
}

/** Of an amended commit those it had, of a merge both sides; else git knows. */
function parentsOf(
  old: { readonly parent: string[] } | undefined,
  head: string | undefined,
  merging: string | undefined,
): readonly string[] {
  if (old) return old.parent;
  return [head, merging].filter((oid) => oid !== undefined);
}

/** What git says of a commit that was just made. */
export async function report(
  repository: Repository,
  oid: string,
  message: string,
  { first, dated }: { readonly first: boolean; readonly dated: boolean },
): Promise<void> {
  const branch = (await currentBranch(repository)) ?? "detached HEAD";
  repository.out(`[${branch}${first ? " (root-commit)" : ""} ${short(oid)}] ${subjectOf(message)}\n`);
  const made = await readCommit(repository, oid);
  const { author, committer } = made;
  if (author.name !== committer.name || author.email !== committer.email)
    repository.out(` Author: ${author.name} <${author.email}>\n`);
  if (dated) repository.out(` Date: ${dateText(made.author.timestamp, made.author.timezoneOffset)}\n`);
  if (made.parent.length > 1) return;
  await writeSummary(repository, await ofCommit(repository, made.parent[0]), await ofCommit(repository, oid), "line");
}

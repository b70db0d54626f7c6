import git, { type CommitObject } from "isomorphic-git";
import { dateText } from "../commit-text";
import { inRepository, type Repository } from "../context";
import { failed } from "../failure";
import { refuseUnmerged } from "../merge-into";
import { endMerge, mergeInProgress, mergeMessage, replayInProgress } from "../merge-state";
import { readOptions } from "../options";
import { readRebase } from "../rebase-state";
import { currentBranch, headOid, personOf, type Person } from "../repository";
import { changesBetween } from "../changes";
import { ofCommit, ofIndex } from "../snapshot";
import { writeSummary } from "../summary";
import { firstLine, readCommit, short } from "../revision";
import { statusRows } from "../status";
import { stage } from "./add";
import { status } from "./status";

const spec = {
  flags: ["all", "amend", "allow-empty", "quiet", "no-edit", "no-verify", "allow-empty-message"],
  lists: ["message"],
  values: ["file", "author"],
  short: { a: "all", m: "message", q: "quiet", F: "file", n: "no-verify" },
} as const;

export const commit = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (options.has("all")) await stageTracked(repository);
  await refuseUnmerged(repository, "Committing");
  const head = await headOid(repository);
  const merging = await mergeInProgress(repository);
  const changes = changesBetween(await ofCommit(repository, head), await ofIndex(repository));
  const old = options.has("amend") && head !== undefined ? await readCommit(repository, head) : undefined;
  const author = (old ?? (await pickedCommit(repository)))?.author;
  const allowed = ["allow-empty", "amend"].some((name) => options.has(name)) || merging !== undefined;
  const kept = options.has("no-edit") ? "as it is" : "cleaned";
  const given = { lines: options.list("message"), file: options.value("file"), kept } as const;
  const message = await messageFor(repository, given, old?.message);
  if (changes.length === 0 && !allowed) {
    await status.run(repository, []);
    return 1;
  }
  const oid = await writeIndex(repository, message, author, parentsOf(old, head, merging));
  await endMerge(repository);
  if (options.has("quiet")) return 0;
  await report(repository, oid, message, { first: head === undefined, dated: await isDated(repository, author) });
  return 0;
});

/** Git shows the date where it isn't that of now; of a rebase it says so little. */
const isDated = async (repository: Repository, author: Person | undefined): Promise<boolean> =>
  author !== undefined && (await readRebase(repository)) === undefined;

/** Makes the commit of what is in the index. */
async function writeIndex(
  repository: Repository,
  message: string,
  author: Person | undefined,
  parents: { readonly parent?: string[] },
): Promise<string> {
  return git.commit({
    ...repository,
    message,
    author: author ?? (await personOf(repository, "AUTHOR")),
    committer: await personOf(repository, "COMMITTER"),
    ...parents,
  });
}

/** The commit that is being put on: the new one keeps its author. */
async function pickedCommit(repository: Repository): Promise<CommitObject | undefined> {
  const replayed = await replayInProgress(repository);
  return replayed?.action === "cherry-pick" ? readCommit(repository, replayed.oid) : undefined;
}

async function stageTracked(repository: Repository): Promise<void> {
  const rows = await statusRows(repository);
  await stage(
    repository,
    rows.filter(({ index, tree }) => index !== "?" && tree !== " "),
  );
}

/** Of an amended commit those it had, of a merge both sides; else git knows. */
function parentsOf(
  old: { readonly parent: string[] } | undefined,
  head: string | undefined,
  merging: string | undefined,
): { readonly parent?: string[] } {
  if (old) return { parent: old.parent };
  return merging !== undefined && head !== undefined ? { parent: [head, merging] } : {};
}

interface Given {
  readonly lines: readonly string[];
  readonly file: string | undefined;
  readonly kept: "as it is" | "cleaned";
}

async function messageFor(
  repository: Repository,
  { lines: given, file, kept }: Given,
  amended: string | undefined,
): Promise<string> {
  const text = file === undefined ? undefined : await repository.fs.promises.readFile(file, "utf8");
  const message = given.length > 0 ? given.join("\n\n") : (text ?? amended ?? (await mergeMessage(repository)));
  if (message === undefined) return failed("there is no editor here: give the message with -m.", 1);
  if (message.trim() === "") return failed("Aborting commit due to empty commit message.", 1);
  return `${cleaned(message, kept === "cleaned" && given.length === 0 && file === undefined)}\n`;
}

/** A message that git itself has prepared has comments, which aren't meant to stay. */
const cleaned = (message: string, prepared: boolean): string =>
  (prepared ? message.replace(/^#.*\n?/gmu, "") : message).trim();

/** What git says of a commit that was just made. */
export async function report(
  repository: Repository,
  oid: string,
  message: string,
  { first, dated }: { readonly first: boolean; readonly dated: boolean },
): Promise<void> {
  const branch = (await currentBranch(repository)) ?? "detached HEAD";
  repository.out(`[${branch}${first ? " (root-commit)" : ""} ${short(oid)}] ${firstLine(message)}\n`);
  const made = await readCommit(repository, oid);
  if (dated) repository.out(` Date: ${dateText(made.author.timestamp, made.author.timezoneOffset)}\n`);
  if (made.parent.length > 1) return;
  await writeSummary(repository, await ofCommit(repository, made.parent[0]), await ofCommit(repository, oid), "line");
}

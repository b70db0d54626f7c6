import git from "isomorphic-git";
import { inRepository, paint, type Repository } from "../context";
import { readOptions } from "../options";
import { currentBranch, headOid, repositoryPath, shownPath } from "../repository";
import { short } from "../revision";
import { trackingMark, trackingText, upstreamOf } from "../upstream";
import { foldUntracked, statusRows, withRenames, type StatusRow } from "../status";
import { operationStatus } from "../operation-status";

export const status = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["short", "porcelain", "branch", "long"],
    values: ["untracked-files"],
    short: { s: "short", b: "branch", u: "untracked-files" },
  });
  const paths = [...options.rest, ...(options.paths ?? [])].map((one) => repositoryPath(repository, one));
  const all = await withRenames(repository, await statusRows(repository, paths.length > 0 ? paths : ["."]));
  const tracked = new Set(await git.listFiles({ ...repository }));
  const wanted = options.value("untracked-files") === "no" ? all.filter(({ index }) => index !== "?") : all;
  const rows = options.value("untracked-files") === "all" ? wanted : foldUntracked(wanted, tracked);
  if (options.has("short") || options.has("porcelain")) await writeShort(repository, rows, options.has("branch"));
  else await writeLong(repository, rows);
});

async function writeShort(repository: Repository, rows: readonly StatusRow[], branch: boolean): Promise<void> {
  if (branch) repository.out(`## ${await branchLine(repository)}\n`);
  for (const row of rows) {
    const { index, tree } = row;
    const known = index !== "?";
    const first = index === " " ? index : paint(repository, known ? "green" : "red", index);
    const second = tree === " " ? tree : paint(repository, "red", tree);
    repository.out(`${first}${second} ${nameOf(repository, row)}\n`);
  }
}

function nameOf(repository: Repository, { path, from }: StatusRow): string {
  const name = shownPath(repository, path) + (path.endsWith("/") ? "/" : "");
  return from === undefined ? name : `${shownPath(repository, from)} -> ${name}`;
}

const words: Readonly<Record<string, string>> = {
  A: "new file:   ",
  M: "modified:   ",
  D: "deleted:    ",
  R: "renamed:    ",
};

async function branchLine(repository: Repository): Promise<string> {
  const now = await currentBranch(repository);
  if (now === undefined) return "HEAD (no branch)";
  if ((await headOid(repository)) === undefined) return `No commits yet on ${now}`;
  const upstream = await upstreamOf(repository, now);
  return upstream ? `${now}...${upstream.name}${trackingMark(upstream)}` : now;
}

/** How far the branch and the one that it follows have gone apart, as far as is known here. */
async function writeTracking(repository: Repository, branch: string | undefined): Promise<void> {
  const upstream = branch === undefined ? undefined : await upstreamOf(repository, branch);
  if (upstream !== undefined) repository.out(trackingText(upstream));
}

async function writeLong(repository: Repository, rows: readonly StatusRow[]): Promise<void> {
  const branch = await currentBranch(repository);
  const head = await headOid(repository);
  const unmerged = rows.filter((row) => row.unmerged);
  const operation = await operationStatus(repository, unmerged.length > 0);
  const detached = `HEAD detached at ${short(head ?? "")}\n`;
  repository.out(operation.title ?? (branch === undefined ? detached : `On branch ${branch}\n`));
  if (head === undefined) repository.out("\nNo commits yet\n\n");
  await writeTracking(repository, branch);
  repository.out(operation.text);
  const staged = rows.filter((row) => !row.unmerged && row.index !== " " && row.index !== "?");
  const changed = rows.filter((row) => !row.unmerged && row.tree !== " " && row.index !== "?");
  const untracked = rows.filter(({ index }) => index === "?");
  const unstage = head === undefined ? "git rm --cached <file>..." : "git restore --staged <file>...";
  const hints = operation.offersUnstaging ? [`use "${unstage}" to unstage`] : [];
  section(repository, "Changes to be committed:", hints, "green", staged, "index");
  writeUnmerged(repository, unmerged, hints);
  const removing = changed.some(({ tree }) => tree === "D");
  section(
    repository,
    "Changes not staged for commit:",
    [
      `use "git add${removing ? "/rm" : ""} <file>..." to update what will be committed`,
      'use "git restore <file>..." to discard changes in working directory',
    ],
    "red",
    changed,
    "tree",
  );
  section(
    repository,
    "Untracked files:",
    ['use "git add <file>..." to include in what will be committed'],
    "red",
    untracked,
    undefined,
  );
  repository.out(closing(staged.length, changed.length + unmerged.length, untracked.length, head === undefined));
}

const sides: Readonly<Record<string, string>> = {
  UU: "both modified:   ",
  AA: "both added:      ",
  DD: "both deleted:    ",
  AU: "added by us:     ",
  UA: "added by them:   ",
  DU: "deleted by us:   ",
  UD: "deleted by them: ",
};

function writeUnmerged(repository: Repository, rows: readonly StatusRow[], hints: readonly string[]): void {
  if (rows.length === 0) return;
  const gone = rows.some(({ index, tree }) => index === "D" || tree === "D");
  repository.out(`Unmerged paths:\n${hints.map((hint) => `  (${hint})\n`).join("")}`);
  repository.out(
    `  (use "git ${gone ? "add/rm" : "add"} <file>..." ${gone ? "as appropriate " : ""}to mark resolution)\n`,
  );
  for (const row of rows)
    repository.out(`\t${paint(repository, "red", `${sides[row.index + row.tree] ?? ""}${nameOf(repository, row)}`)}\n`);
  repository.out("\n");
}

function section(
  repository: Repository,
  title: string,
  hints: readonly string[],
  color: "green" | "red",
  rows: readonly StatusRow[],
  letter: "index" | "tree" | undefined,
): void {
  if (rows.length === 0) return;
  repository.out(`${title}\n`);
  for (const hint of hints) repository.out(`  (${hint})\n`);
  for (const row of rows) {
    const name = nameOf(repository, row);
    repository.out(`\t${paint(repository, color, (letter ? (words[row[letter]] ?? "") : "") + name)}\n`);
  }
  repository.out("\n");
}

function closing(staged: number, changed: number, untracked: number, first: boolean): string {
  if (staged > 0) return "";
  if (changed > 0) return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  if (untracked > 0) return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  return first
    ? 'nothing to commit (create/copy files and use "git add" to track)\n'
    : "nothing to commit, working tree clean\n";
}

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
  else await writeLong(repository, rows, { isUntrackedShown: options.value("untracked-files") !== "no" });
});

async function writeShort(repository: Repository, rows: readonly StatusRow[], branch: boolean): Promise<void> {
  if (branch) repository.out(`## ${await branchLine(repository)}\n`);
  for (const row of rows) {
    const { index, tree } = row;
    const known = index !== "?";
    const first = index === " " ? index : paint(repository, known ? "green" : "red", index);
    const second = tree === " " ? tree : paint(repository, "red", tree);
    const letters = known ? first + second : paint(repository, "red", "??");
    repository.out(`${letters} ${nameOf(repository, row)}\n`);
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
  if ((await headOid(repository)) === undefined) return `No commits yet on ${paint(repository, "green", now)}`;
  const upstream = await upstreamOf(repository, now);
  const own = paint(repository, "green", now);
  return upstream ? `${own}...${paint(repository, "red", upstream.name)}${trackingMark(upstream)}` : own;
}

/** How far the branch and the one that it follows have gone apart, as far as is known here. */
async function writeTracking(repository: Repository, branch: string | undefined): Promise<void> {
  const upstream = branch === undefined ? undefined : await upstreamOf(repository, branch);
  if (upstream !== undefined) repository.out(trackingText(upstream));
}

/** What `git status` says, without advice and colour: below the message of a commit that is being written. */
export async function draftStatus(repository: Repository): Promise<string> {
  let text = "";
  const out = (piece: string) => void (text += piece);
  const tracked = new Set(await git.listFiles({ ...repository }));
  const rows = foldUntracked(await withRenames(repository, await statusRows(repository)), tracked);
  await writeLong({ ...repository, out, color: false }, rows, { isDraft: true });
  return text;
}

const kindsOf = (rows: readonly StatusRow[]) => ({
  staged: rows.filter((row) => !row.unmerged && row.index !== " " && row.index !== "?"),
  changed: rows.filter((row) => !row.unmerged && row.tree !== " " && row.index !== "?"),
  untracked: rows.filter(({ index }) => index === "?"),
});

function writeChanged(
  repository: Repository,
  changed: readonly StatusRow[],
  advice: (lines: readonly string[]) => readonly string[],
): void {
  const removing = changed.some(({ tree }) => tree === "D");
  const lines = [
    `use "git add${removing ? "/rm" : ""} <file>..." to update what will be committed`,
    'use "git restore <file>..." to discard changes in working directory',
  ];
  section(repository, "Changes not staged for commit:", advice(lines), "red", changed, "tree");
}

async function writeLong(
  repository: Repository,
  rows: readonly StatusRow[],
  {
    isDraft = false,
    isUntrackedShown = true,
  }: { readonly isDraft?: boolean; readonly isUntrackedShown?: boolean } = {},
): Promise<void> {
  const branch = await currentBranch(repository);
  const head = await headOid(repository);
  const unmerged = rows.filter((row) => row.unmerged);
  const operation = await operationStatus(repository, unmerged.length > 0);
  const detached = `HEAD detached at ${short(head ?? "")}\n`;
  repository.out(operation.title ?? (branch === undefined ? detached : `On branch ${branch}\n`));
  if (head === undefined) repository.out(`\n${isDraft ? "Initial commit" : "No commits yet"}\n\n`);
  await writeTracking(repository, branch);
  repository.out(operation.text);
  const { staged, changed, untracked } = kindsOf(rows);
  const unstage = head === undefined ? "git rm --cached <file>..." : "git restore --staged <file>...";
  const advice = (lines: readonly string[]) => (isDraft ? [] : lines);
  const hints = advice(operation.offersUnstaging ? [`use "${unstage}" to unstage`] : []);
  section(repository, "Changes to be committed:", hints, "green", staged, "index");
  writeUnmerged(repository, unmerged, hints);
  writeChanged(repository, changed, advice);
  const including = advice(['use "git add <file>..." to include in what will be committed']);
  section(repository, "Untracked files:", including, "red", untracked, undefined);
  const counts = { staged: staged.length, changed: changed.length + unmerged.length, untracked: untracked.length };
  if (!isDraft) repository.out(closing(counts, { first: head === undefined, isUntrackedShown }));
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

const unlisted = "Untracked files not listed (use -u option to show untracked files)\n";

function closing(
  { staged, changed, untracked }: { readonly staged: number; readonly changed: number; readonly untracked: number },
  { first, isUntrackedShown }: { readonly first: boolean; readonly isUntrackedShown: boolean },
): string {
  const hidden = isUntrackedShown || first ? "" : unlisted;
  if (staged > 0) return hidden;
  if (changed > 0) return 'no changes added to commit (use "git add" and/or "git commit -a")\n';
  if (untracked > 0) return 'nothing added to commit but untracked files present (use "git add" to track)\n';
  if (first) return 'nothing to commit (create/copy files and use "git add" to track)\n';
  return isUntrackedShown
    ? "nothing to commit, working tree clean\n"
    : "nothing to commit (use -u to show untracked files)\n";
}

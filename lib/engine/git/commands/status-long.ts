import git from "isomorphic-git";
import { paint, type Repository } from "../context";
import { detachedLine } from "../detached";
import { operationStatus, type OperationStatus } from "../operation-status";
import { quotedPath } from "../quoted-path";
import { currentBranch, headOid } from "../repository";
import { foldUntracked, statusRows, withRenames, type StatusRow } from "../status";
import { trackingText, upstreamOf } from "../upstream";
import { seenName } from "./status-short";

interface Naming {
  /** Names are seen from the top, wherever the person is. */
  readonly fromTop?: boolean;
  readonly quotesHigh?: boolean;
}

interface LongForm extends Naming {
  /** It stands below a message that is being written. */
  readonly isDraft?: boolean;
  readonly isUntrackedShown?: boolean;
  readonly stashes?: number;
}

function nameOf(
  repository: Repository,
  { path, from }: StatusRow,
  { fromTop = false, quotesHigh = true }: Naming,
): string {
  const seen = (one: string) => quotedPath(seenName(repository, one, fromTop), { high: quotesHigh });
  return from === undefined ? seen(path) : `${seen(from)} -> ${seen(path)}`;
}

const words: Readonly<Record<string, string>> = {
  A: "new file:   ",
  M: "modified:   ",
  D: "deleted:    ",
  R: "renamed:    ",
  T: "typechange: ",
};

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

const isKnown = ({ index }: StatusRow): boolean => index !== "?" && index !== "!";

const kindsOf = (rows: readonly StatusRow[]) => ({
  staged: rows.filter((row) => isKnown(row) && !row.unmerged && row.index !== " "),
  changed: rows.filter((row) => isKnown(row) && !row.unmerged && row.tree !== " "),
  untracked: rows.filter(({ index }) => index === "?"),
  ignored: rows.filter(({ index }) => index === "!"),
});

function changedHints(changed: readonly StatusRow[]): readonly string[] {
  const removing = changed.some(({ tree }) => tree === "D");
  return [
    `use "git add${removing ? "/rm" : ""} <file>..." to update what will be committed`,
    'use "git restore <file>..." to discard changes in working directory',
  ];
}

export async function writeLong(
  repository: Repository,
  rows: readonly StatusRow[],
  { isDraft = false, isUntrackedShown = true, stashes = 0, ...naming }: LongForm = {},
): Promise<void> {
  const head = await headOid(repository);
  const unmerged = rows.filter((row) => row.unmerged);
  const operation = await operationStatus(repository, unmerged.length > 0);
  await writePlace(repository, operation, isDraft ? "Initial commit" : "No commits yet");
  const { staged, changed, untracked, ignored } = kindsOf(rows);
  const unstage = head === undefined ? "git rm --cached <file>..." : "git restore --staged <file>...";
  const advice = (lines: readonly string[]) => (isDraft ? [] : lines);
  const hints = advice(operation.offersUnstaging ? [`use "${unstage}" to unstage`] : []);
  const including = (way: string) => advice([`use "git add ${way}<file>..." to include in what will be committed`]);
  const write = (title: string, part: Pick<Section, "hints" | "color" | "letter">, all: readonly StatusRow[]) => {
    section(repository, { title, naming, ...part }, all);
  };
  write("Changes to be committed:", { hints, color: "green", letter: "index" }, staged);
  writeUnmerged(repository, unmerged, hints, naming);
  const changing = advice(changedHints(changed));
  write("Changes not staged for commit:", { hints: changing, color: "red", letter: "tree" }, changed);
  write("Untracked files:", { hints: including(""), color: "red" }, untracked);
  write("Ignored files:", { hints: including("-f "), color: "red" }, ignored);
  const counts = { staged: staged.length, changed: changed.length + unmerged.length, untracked: untracked.length };
  if (!isDraft) repository.out(closing(counts, { first: head === undefined, isUntrackedShown }));
  repository.out(stashText(stashes));
}

const stashText = (count: number): string =>
  count === 0 ? "" : `Your stash currently has ${count} entr${count === 1 ? "y" : "ies"}\n`;

/** Where one is, and what waits for somebody there. */
async function writePlace(repository: Repository, { title, text }: OperationStatus, first: string): Promise<void> {
  const branch = await currentBranch(repository);
  repository.out(title ?? (branch === undefined ? await detachedLine(repository) : `On branch ${branch}\n`));
  if ((await headOid(repository)) === undefined) repository.out(`\n${first}\n\n`);
  await writeTracking(repository, branch);
  repository.out(text);
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

function writeUnmerged(
  repository: Repository,
  rows: readonly StatusRow[],
  hints: readonly string[],
  naming: Naming,
): void {
  if (rows.length === 0) return;
  const gone = rows.some(({ index, tree }) => index === "D" || tree === "D");
  repository.out(`Unmerged paths:\n${hints.map((hint) => `  (${hint})\n`).join("")}`);
  repository.out(
    `  (use "git ${gone ? "add/rm" : "add"} <file>..." ${gone ? "as appropriate " : ""}to mark resolution)\n`,
  );
  for (const row of rows) {
    const title = sides[row.index + row.tree] ?? "";
    repository.out(`\t${paint(repository, "red", title + nameOf(repository, row, naming))}\n`);
  }
  repository.out("\n");
}

interface Section {
  readonly title: string;
  readonly hints: readonly string[];
  readonly color: "green" | "red";
  readonly letter?: "index" | "tree";
  readonly naming: Naming;
}

function section(
  repository: Repository,
  { title, hints, color, letter, naming }: Section,
  rows: readonly StatusRow[],
): void {
  if (rows.length === 0) return;
  repository.out(`${title}\n`);
  for (const hint of hints) repository.out(`  (${hint})\n`);
  for (const row of rows) {
    const name = nameOf(repository, letter === "tree" ? { ...row, from: undefined } : row, naming);
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

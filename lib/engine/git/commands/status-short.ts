import { paint, type Repository } from "../context";
import { quotedPath } from "../quoted-path";
import { currentBranch, headOid, shownPath } from "../repository";
import type { FileState } from "../snapshot";
import type { StatusRow } from "../status";
import { unmergedFiles } from "../unmerged";
import { trackingMark, upstreamOf } from "../upstream";

/** How the lines of a status are written. */
export interface RowForm {
  readonly branch: boolean;
  /** Lines end in a zero byte, and names stand as they are. */
  readonly zero: boolean;
  /** Names are seen from the top, wherever the person is. */
  readonly fromTop: boolean;
  readonly quotesHigh: boolean;
  readonly stashes: number;
}

/** A name as the person sees it, unquoted. */
export function seenName(repository: Repository, path: string, fromTop: boolean): string {
  if (fromTop) return path;
  return shownPath(repository, path) + (path.endsWith("/") ? "/" : "");
}

function nameOf(repository: Repository, { path, from }: StatusRow, { zero, fromTop, quotesHigh }: RowForm): string {
  const seen = (one: string) => seenName(repository, one, fromTop || zero);
  if (zero) return from === undefined ? seen(path) : `${seen(path)}\0${seen(from)}`;
  const quoted = (one: string) => quotedPath(seen(one), { high: quotesHigh, blanks: true });
  return from === undefined ? quoted(path) : `${quoted(from)} -> ${quoted(path)}`;
}

export async function writeShort(repository: Repository, rows: readonly StatusRow[], form: RowForm): Promise<void> {
  const end = form.zero ? "\0" : "\n";
  if (form.branch) repository.out(`## ${await branchLine(repository)}${end}`);
  for (const row of rows) {
    const { index, tree, unmerged } = row;
    const known = index !== "?" && index !== "!";
    const first = index === " " ? index : paint(repository, unmerged ? "red" : "green", index);
    const second = tree === " " ? tree : paint(repository, "red", tree);
    const letters = known ? first + second : paint(repository, "red", index + tree);
    repository.out(`${letters} ${nameOf(repository, row, form)}${end}`);
  }
}

async function branchLine(repository: Repository): Promise<string> {
  const now = await currentBranch(repository);
  if (now === undefined) return paint(repository, "red", "HEAD (no branch)");
  if ((await headOid(repository)) === undefined) return `No commits yet on ${paint(repository, "green", now)}`;
  const upstream = await upstreamOf(repository, now);
  const own = paint(repository, "green", now);
  return upstream ? `${own}...${paint(repository, "red", upstream.name)}${trackingMark(upstream)}` : own;
}

const none = "0".repeat(40);
const modeOf = (state: FileState | undefined): string => (state?.mode ?? 0).toString(8).padStart(6, "0");

/** The form that programs read: `--porcelain=v2`. */
export async function writeSecond(repository: Repository, rows: readonly StatusRow[], form: RowForm): Promise<void> {
  const end = form.zero ? "\0" : "\n";
  if (form.branch) await writeHead(repository, end);
  if (form.stashes > 0) repository.out(`# stash ${form.stashes}${end}`);
  const name = (path: string) => {
    const seen = seenName(repository, path, form.fromTop || form.zero);
    return form.zero ? seen : quotedPath(seen, { high: form.quotesHigh });
  };
  const sign = (letters: string) => letters.replaceAll(" ", ".");
  const unmerged = rows.some((row) => row.unmerged) ? await unmergedFiles(repository) : new Map<string, never>();
  const written = (row: StatusRow): string => {
    const { path, index, tree, sides: { head, index: staged, tree: present } = {}, from, similarity } = row;
    if (index === "?" || index === "!") return `${index} ${name(path)}`;
    const { base, ours, theirs } = unmerged.get(path) ?? {};
    const oids = (...all: readonly (FileState | undefined)[]) => all.map((one) => one?.oid ?? none).join(" ");
    const modes = (...all: readonly (FileState | undefined)[]) => all.map(modeOf).join(" ");
    if (row.unmerged)
      return `u ${index}${tree} N... ${modes(base, ours, theirs, ours ?? theirs)} ${oids(base, ours, theirs)} ${name(path)}`;
    const facts = `${sign(index + tree)} N... ${modes(head, staged, present)} ${oids(head, staged)}`;
    if (from === undefined) return `1 ${facts} ${name(path)}`;
    return `2 ${facts} R${similarity ?? 100} ${name(path)}${form.zero ? "\0" : "\t"}${name(from)}`;
  };
  const order = (row: StatusRow) => ["u", "?", "!"].indexOf(row.unmerged ? "u" : row.index) + 1;
  for (const row of rows.toSorted((a, b) => order(a) - order(b))) repository.out(`${written(row)}${end}`);
}

async function writeHead(repository: Repository, end: string): Promise<void> {
  const now = await currentBranch(repository);
  const upstream = now === undefined ? undefined : await upstreamOf(repository, now);
  repository.out(`# branch.oid ${(await headOid(repository)) ?? "(initial)"}${end}`);
  repository.out(`# branch.head ${now ?? "(detached)"}${end}`);
  if (!upstream) return;
  repository.out(`# branch.upstream ${upstream.name}${end}`);
  if (!upstream.gone) repository.out(`# branch.ab +${upstream.ahead} -${upstream.behind}${end}`);
}

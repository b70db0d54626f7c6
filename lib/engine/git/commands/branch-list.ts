import git from "isomorphic-git";
import { paint, type Repository } from "../context";
import { detachedLine } from "../detached";
import { globToRegExp } from "../glob";
import type { Options } from "../options";
import { readRebase } from "../rebase-state";
import { refText, type Ref } from "../ref-fields";
import { allRefs, chosenRefs } from "../ref-list";
import { config, currentBranch, headOid } from "../repository";
import { firstLine, isAncestor, readCommit } from "../revision";
import { trackingMark, upstreamOf } from "../upstream";

/** What stands in a list where no branch is checked out. */
async function detachedTitle(repository: Repository): Promise<string> {
  const rebase = await readRebase(repository);
  if (rebase) return `(no branch, rebasing ${rebase.headName.replace("refs/heads/", "")})`;
  return `(${(await detachedLine(repository)).trimEnd().replace("Not currently on any branch.", "no branch")})`;
}

interface Listed {
  readonly ref: Ref;
  readonly name: string;
  readonly isNow: boolean;
}

export async function listBranches(repository: Repository, options: Options): Promise<void> {
  const [all, remotes] = [options.has("all"), options.has("remotes")];
  const patterns = options.rest.map((one) => globToRegExp(options.has("ignore-case") ? one.toLowerCase() : one, true));
  const lower = (name: string) => (options.has("ignore-case") ? name.toLowerCase() : name);
  const isWanted = ({ full }: Ref) => {
    const name = full.replace(/^refs\/(?:heads|remotes)\//u, "");
    const isLocal = full.startsWith("refs/heads/");
    if (!(isLocal ? !remotes : (all || remotes) && full.startsWith("refs/remotes/"))) return false;
    return patterns.length === 0 || patterns.some((pattern) => pattern.test(lower(name)));
  };
  const refs = (await allRefs(repository)).filter(isWanted);
  const chosen = await chosenRefs(repository, refs, options, await config(repository, "branch.sort"));
  const format = options.value("format");
  if (format !== undefined) {
    for (const ref of chosen) repository.out(`${await refText(repository, format, ref)}\n`);
    return;
  }
  const now = await currentBranch(repository);
  const listed = chosen.map((ref): Listed => ({
    ref,
    name: nameOf(ref, all),
    isNow: ref.full === `refs/heads/${now}`,
  }));
  const head = await headOid(repository);
  const isShown =
    now === undefined && head !== undefined && !remotes && (await isHeadChosen(repository, head, options));
  const title = isShown ? await detachedTitle(repository) : undefined;
  await write(repository, listed, { title, head, options });
}

/** Where no branch is checked out HEAD itself stands in the list, if it is chosen too. */
async function isHeadChosen(repository: Repository, oid: string, options: Options): Promise<boolean> {
  return options.rest.length === 0 && (await chosenRefs(repository, [{ full: "HEAD", oid }], options)).length > 0;
}

const nameOf = ({ full }: Ref, all: boolean): string =>
  full.startsWith("refs/heads/")
    ? full.slice("refs/heads/".length)
    : full.slice(all ? "refs/".length : "refs/remotes/".length);

interface Writing {
  readonly title: string | undefined;
  readonly head: string | undefined;
  readonly options: Options;
}

async function write(
  repository: Repository,
  listed: readonly Listed[],
  { title, head, options }: Writing,
): Promise<void> {
  const verbose = options.list("verbose").length;
  const width = Math.max(0, title?.length ?? 0, ...listed.map(({ name }) => name.length));
  const fitted = (name: string) => (verbose > 0 ? name.padEnd(width) : name);
  const about = async (oid: string, name: string | undefined) =>
    verbose > 0 ? details(repository, { oid, name, named: verbose > 1, length: lengthOf(options) }) : "";
  if (title !== undefined)
    repository.out(`* ${paint(repository, "green", fitted(title))}${await about(head ?? "", undefined)}\n`);
  for (const { ref, name, isNow } of listed) {
    const isRemote = ref.full.startsWith("refs/remotes/");
    const target = isRemote && name.endsWith("/HEAD") ? await headOf(repository, ref.full) : undefined;
    const behind = target === undefined ? await about(ref.oid, isRemote ? undefined : name) : ` -> ${target}`;
    repository.out(`${titleOf(repository, fitted(name), { isRemote, isNow })}${behind}\n`);
  }
}

function titleOf(
  repository: Repository,
  name: string,
  { isRemote, isNow }: { readonly isRemote: boolean; readonly isNow: boolean },
): string {
  if (isRemote) return `  ${paint(repository, "red", name)}`;
  if (isNow) return `* ${paint(repository, "green", name)}`;
  // Git ends a colour here that it hasn't begun.
  return repository.color ? `  ${name}\u001B[m` : `  ${name}`;
}

const lengthOf = (options: Options): number => (options.has("no-abbrev") ? 40 : Number(options.value("abbrev") ?? 7));

async function headOf(repository: Repository, full: string): Promise<string | undefined> {
  const ref = await git.resolveRef({ ...repository, ref: full, depth: 2 });
  return ref.startsWith("refs/") ? ref.replace("refs/remotes/", "") : undefined;
}

interface Details {
  readonly oid: string;
  readonly name: string | undefined;
  /** The branch that it follows is named too. */
  readonly named: boolean;
  readonly length: number;
}

async function details(repository: Repository, { oid, name, named, length }: Details): Promise<string> {
  const title = firstLine((await readCommit(repository, oid)).message);
  const upstream = name === undefined ? undefined : await upstreamOf(repository, name);
  const mark = upstream && trackingMark(upstream);
  const full =
    upstream && ` [${paint(repository, "blue", upstream.name)}${mark === "" ? "" : `: ${mark?.slice(2, -1) ?? ""}`}]`;
  return ` ${oid.slice(0, length)}${(named ? full : mark) ?? ""} ${title}`;
}

/** Whether a branch could be taken away without losing anything: what it follows has it, or HEAD. */
export async function isMerged(repository: Repository, oid: string): Promise<boolean> {
  const head = await headOid(repository);
  return head !== undefined && (await isAncestor(repository, oid, head));
}

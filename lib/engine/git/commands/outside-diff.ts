import { posix as path } from "node:path";
import git from "isomorphic-git";
import type { Change } from "../changes";
import type { Repository } from "../context";
import { failed, GitFailure } from "../failure";
import type { Options } from "../options";
import { writePatch, type Texts } from "../patch";
import { fileMode, type FileState } from "../snapshot";
import { compactMark, writeShortStat, writeStat } from "../stat-table";
import { kindLine, statOf } from "../patch";
import { movedName } from "../renames";
import { hasPatch, hasStat, hasTables, patchForm, statForm } from "./diff-options";
import { colored } from "./write-changes";

interface OutsideFile {
  readonly state: FileState;
  readonly bytes: Uint8Array;
}

/** Compares two files, or all files of two folders, whether git knows them or not. */
export async function outsideDiff(given: Repository, options: Options): Promise<number> {
  const [from, to, ...others] = [...options.rest, ...(options.paths ?? [])];
  if (from === undefined || to === undefined || others.length > 0)
    throw new GitFailure("usage: git diff --no-index [<options>] <path> <path>", 129);
  const repository = colored(given, options);
  const pairs = await pairsOf(repository, from, to);
  const form = await patchForm(repository, options);
  const changed = pairs.filter(isChanged);
  if (!options.has("quiet") && changed.length > 0) writePairs(repository, changed, options, form);
  return changed.length > 0 ? 1 : 0;
}

const isChanged = ({ before, after }: Pair): boolean =>
  before?.state.oid !== after?.state.oid || before?.state.mode !== after?.state.mode;

function writePairs(repository: Repository, changed: readonly Pair[], options: Options, form: Form): void {
  const isTabled = hasTables(options);
  if (isTabled) writeTables(repository, changed, options, form);
  if (isTabled && !hasPatch(options)) return;
  if (isTabled) repository.out("\n");
  for (const pair of changed) repository.out(patchOf(repository, pair, form));
}

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly before: OutsideFile | undefined;
  readonly after: OutsideFile | undefined;
}

type Form = Awaited<ReturnType<typeof patchForm>>;

const textsOf = ({ before, after }: Pair): Texts => ({
  before: before?.bytes ?? new Uint8Array(),
  after: after?.bytes ?? new Uint8Array(),
});

/** A file has its own name on each side, but for one that is there on one side alone. */
function changeOf({ from, to, before, after }: Pair): Change & { readonly rename?: undefined } {
  return { path: after ? to : from, before: before?.state, after: after?.state };
}

function patchOf(repository: Repository, pair: Pair, form: Form): string {
  const { from, to, before, after } = pair;
  const names: readonly [string, string] = [before ? from : to, after ? to : from];
  return writePatch(repository, changeOf(pair), textsOf(pair), { ...form, names: [bare(names[0]), bare(names[1])] });
}

const bare = (name: string): string => name.replace(/^\/+/u, "");

function writeTables(repository: Repository, pairs: readonly Pair[], options: Options, form: Form): void {
  const { out } = repository;
  const name = ({ from, to, before, after }: Pair) =>
    before && after && from !== to ? movedName(from, to) : before ? from : to;
  const stats = pairs.map((pair) => ({ ...statOf(changeOf(pair), textsOf(pair), form), path: name(pair) }));
  if (options.has("numstat")) for (const { added, removed, path: own } of stats) out(`${added}\t${removed}\t${own}\n`);
  if (options.has("name-only")) for (const { to, from, after } of pairs) out(`${after ? to : from}\n`);
  if (options.has("name-status"))
    for (const pair of pairs) out(kindLine({ ...changeOf(pair), path: pair.before ? pair.from : pair.to }));
  const mark = (pair: Pair | undefined) => (pair && options.has("compact-summary") ? compactMark(changeOf(pair)) : "");
  const marked = stats.map((stat, at) => ({ ...stat, path: stat.path + mark(pairs[at]) }));
  if (hasStat(options)) out(writeStat(repository, marked, statForm(options)));
  else if (options.has("shortstat")) out(writeShortStat(stats));
}

async function pairsOf(repository: Repository, from: string, to: string): Promise<readonly Pair[]> {
  const isFolder = async (name: string) =>
    name !== "/dev/null" && (await statOfFile(repository, name))?.isDirectory() === true;
  const [old, now] = [await isFolder(from), await isFolder(to)];
  if (old && now) return folderPairs(repository, from, to);
  const [left, right] = old
    ? [path.join(from, path.basename(to)), to]
    : [from, now ? path.join(to, path.basename(from)) : to];
  return [{ from: left, to: right, before: await fileAt(repository, left), after: await fileAt(repository, right) }];
}

async function folderPairs(repository: Repository, from: string, to: string): Promise<readonly Pair[]> {
  const names = async (folder: string) =>
    new Set(await repository.fs.promises.readdir(path.resolve(repository.cwd, folder)));
  const [old, now] = [await names(from), await names(to)];
  const pairs: Pair[] = [];
  for (const name of [...new Set([...old, ...now])].toSorted()) {
    const [left, right] = [path.join(from, name), path.join(to, name)];
    if (old.has(name) && now.has(name)) pairs.push(...(await pairsOf(repository, left, right)));
    else pairs.push(...(await oneSided(repository, { left, right, isOld: old.has(name) })));
  }
  return pairs;
}

async function oneSided(
  repository: Repository,
  { left, right, isOld }: { readonly left: string; readonly right: string; readonly isOld: boolean },
): Promise<readonly Pair[]> {
  const name = isOld ? left : right;
  if ((await statOfFile(repository, name))?.isDirectory() !== true) {
    const file = await fileAt(repository, name);
    return [{ from: name, to: name, before: isOld ? file : undefined, after: isOld ? undefined : file }];
  }
  const inside = (await repository.fs.promises.readdir(path.resolve(repository.cwd, name))).toSorted();
  const all = inside.map((one) =>
    oneSided(repository, { left: path.join(left, one), right: path.join(right, one), isOld }),
  );
  return (await Promise.all(all)).flat();
}

const statOfFile = ({ fs, cwd }: Repository, name: string) =>
  fs.promises.lstat(path.resolve(cwd, name)).catch(() => undefined);

async function fileAt(repository: Repository, name: string): Promise<OutsideFile | undefined> {
  if (name === "/dev/null") return undefined;
  const stats = (await statOfFile(repository, name)) ?? failed(`Could not access '${name}'`);
  const full = path.resolve(repository.cwd, name);
  const { promises: fs } = repository.fs;
  const bytes = stats.isSymbolicLink() ? Buffer.from(await fs.readlink(full)) : await fs.readFile(full);
  const { oid } = await git.hashBlob({ object: bytes });
  return { bytes, state: { oid, mode: fileMode(stats.mode) } };
}

import git from "isomorphic-git";
import { statesOf, tryPatches, writeApplied, type Applied } from "../apply-patch";
import { changesBetween } from "../changes";
import type { Repository } from "../context";
import { GitFailure } from "../failure";
import { mergeInto } from "../merge-into";
import { nameOf, readPatch, type FilePatch } from "../patch-file";
import { blankEndFaults, faultsTold, mended, whitespaceFaults, type WhitespaceFaults } from "../patch-whitespace";
import { headOid } from "../repository";
import { ofCommit, ofIndex, type FileState, type Snapshot } from "../snapshot";

/** A mail's patch, as it is to be put in. */
export interface AmPatch {
  readonly text: string;
  readonly subject: string;
  readonly options: readonly string[];
  readonly quiet: boolean;
}

const patchFile = ".git/rebase-apply/patch";

const optionOf = (options: readonly string[], name: string): string | undefined =>
  options.findLast((one) => one.startsWith(name))?.slice(name.length);

const hasAny = (options: readonly string[], ...names: readonly string[]): boolean =>
  names.some((name) => options.includes(name));

function patchesOf({ text, options }: AmPatch): readonly FilePatch[] {
  const root = optionOf(options, "--directory=");
  const all = readPatch(text, Number(optionOf(options, "-p") ?? 1));
  if (root === undefined) return all;
  const below = (name: string | undefined) => (name === undefined ? undefined : `${root.replace(/\/$/u, "")}/${name}`);
  return all.map((patch) => ({ ...patch, from: below(patch.from), to: below(patch.to) }));
}

/** What `git apply` says of a patch that is none. */
function readOrSay(repository: Repository, patch: AmPatch, isSilent: boolean): readonly FilePatch[] | undefined {
  try {
    const patches = patchesOf(patch);
    if (patches.length > 0) return patches;
    if (!isSilent) repository.err('error: No valid patches in input (allow with "--allow-empty")\n');
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    if (!isSilent) repository.err(`${error.message}\n`);
  }
  return undefined;
}

const actionOf = ({ options }: AmPatch): string => optionOf(options, "--whitespace=") ?? "warn";

const faultsOf = (patch: AmPatch, patches: readonly FilePatch[]): WhitespaceFaults =>
  actionOf(patch) === "nowarn" ? { count: 0, text: "" } : whitespaceFaults(patchFile, patches);

/** Puts a patch into index and working tree; answers whether all of it fitted. */
export async function applyMail(repository: Repository, patch: AmPatch, isSilent: boolean): Promise<boolean> {
  const all = readOrSay(repository, patch, isSilent);
  if (!all) return false;
  const err = isSilent ? () => undefined : repository.err;
  const faults = faultsOf(patch, all);
  err(faults.text);
  const fixes = ["fix", "strip"].includes(actionOf(patch));
  const { files, isFaulty, blankEnds } = await tryPatches(repository, fixes ? mended(all) : all, {
    target: "both",
    blankless: hasAny(patch.options, "--ignore-whitespace", "--ignore-space-change"),
    trimsEnd: fixes,
    complains: err,
  });
  const ends = blankEndFaults(patchFile, actionOf(patch) === "nowarn" ? [] : blankEnds, faults.count);
  err(ends.text);
  if (isFaulty) return false;
  return writeUnlessRefused(repository, { patch, files, err, fixes, counts: [faults.count, ends.count] });
}

interface Writing {
  readonly patch: AmPatch;
  readonly files: Applied["files"];
  readonly err: (text: string) => void;
  readonly fixes: boolean;
  /** Lines whose blanks are wrong: those that can be mended, and those at the end of a file. */
  readonly counts: readonly [number, number];
}

async function writeUnlessRefused(repository: Repository, writing: Writing): Promise<boolean> {
  const { patch, files, err, fixes, counts } = writing;
  const [lines, ends] = counts;
  const isError = actionOf(patch).startsWith("error");
  const refuses = isError && lines + ends > 0;
  if (!refuses) await writeApplied(repository, files, "both");
  const mends = fixes && lines > 0;
  if (lines + ends > 0) err(faultsTold(mends ? lines : lines + ends, isError ? "error" : "warning", mends));
  return !refuses;
}

/** The files that a patch was made for, by the names that it tells of their contents. */
async function ancestor(repository: Repository, patches: readonly FilePatch[]): Promise<Snapshot | string> {
  const index = await ofIndex(repository);
  const files = new Map<string, FileState>();
  for (const patch of patches) {
    if (patch.from === undefined) continue;
    const state = await stateBefore(repository, patch, index.get(patch.from));
    if (typeof state === "string") return state;
    files.set(patch.from, state);
  }
  return files;
}

async function stateBefore(
  repository: Repository,
  patch: FilePatch,
  staged: FileState | undefined,
): Promise<FileState | string> {
  const isSame = patch.hunks.length === 0 && !patch.isBinary;
  const oid = isSame ? staged?.oid : await blobOf(repository, patch.oids?.[0] ?? "");
  if (oid !== undefined) return { oid, mode: patch.oldMode ?? staged?.mode ?? 0o100644 };
  return isSame
    ? `mode change for ${patch.from}, which is not in current HEAD`
    : `sha1 information is lacking or useless (${nameOf(patch)}).`;
}

async function blobOf(repository: Repository, short: string): Promise<string | undefined> {
  if (!/^[\da-f]{4,40}$/u.test(short)) return undefined;
  const oid = short.length === 40 ? short : await git.expandOid({ ...repository, oid: short }).catch(() => undefined);
  const found = oid === undefined ? undefined : await git.readBlob({ ...repository, oid }).catch(() => undefined);
  return found && oid;
}

/** Applies a patch to what it was made for, and merges that; answers whether it went in whole. */
export async function applyThreeWay(repository: Repository, patch: AmPatch): Promise<boolean> {
  const patches = patchesOf(patch);
  const base = await ancestor(repository, patches);
  if (typeof base === "string") {
    repository.err(`error: ${base}\nerror: could not build fake ancestor\n`);
    return false;
  }
  const ours = await ofCommit(repository, await headOid(repository));
  if (!patch.quiet) tellReconstructing(repository, ours, base);
  const faults = faultsOf(patch, patches);
  repository.err(faults.text);
  const { files, isFaulty } = await tryPatches(repository, patches, {
    target: "index",
    index: base,
    complains: repository.err,
  });
  if (faults.count > 0) repository.err(faultsTold(faults.count, "warning", false));
  if (isFaulty) {
    repository.err("error: Did you hand edit your patch?\nIt does not apply to blobs recorded in its index.\n");
    return false;
  }
  if (!patch.quiet) repository.out("Falling back to patching base and 3-way merge...\n");
  const theirs = new Map(base);
  for (const [path, state] of await statesOf(repository, files))
    if (state) theirs.set(path, state);
    else theirs.delete(path);
  const silent = { ...repository, out: patch.quiet ? () => undefined : repository.out };
  const { unmerged } = await mergeInto(silent, { base, ours, theirs }, { ours: "HEAD", theirs: patch.subject });
  if (unmerged.size === 0) return true;
  repository.err("error: Failed to merge in the changes.\n");
  return false;
}

function tellReconstructing({ out }: Repository, head: Snapshot, base: Snapshot): void {
  out("Using index info to reconstruct a base tree...\n");
  for (const { path, before, after } of changesBetween(head, base)) if (after) out(`${before ? "M" : "A"}\t${path}\n`);
}

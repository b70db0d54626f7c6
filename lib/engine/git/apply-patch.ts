import git from "isomorphic-git";
import { applyBinary } from "./apply-binary";
import { layContent, layDown } from "./checkout";
import type { Repository } from "./context";
import { setInIndex } from "./index-file";
import { nameOf, type FilePatch } from "./patch-file";
import { placeHunks, type Placed } from "./place-hunks";
import { quotedPath } from "./quoted-path";
import { contentOf, fileMode, ofIndex, type FileState, type Snapshot } from "./snapshot";

/** A file in hand: a sign for each byte. */
export interface FileText {
  readonly text: string;
  readonly mode: number;
}

export interface ApplyForm {
  /** Where the patch goes in. */
  readonly target: "tree" | "index" | "both";
  /** In place of the repository's own index. */
  readonly index?: Snapshot;
  readonly bare?: boolean;
  readonly blankless?: boolean;
  readonly trimsEnd?: boolean;
  /** Says more of what it does. */
  readonly tells?: ((text: string) => void) | undefined;
  /** Says why it can't. */
  readonly complains: (text: string) => void;
}

export interface Applied {
  /** What files become; those that go have no text. */
  readonly files: ReadonlyMap<string, FileText | undefined>;
  /** Some of it doesn't fit. */
  readonly isFaulty: boolean;
  /** Lines of the patch that put empty lines at the end of a file. */
  readonly blankEnds: readonly number[];
}

interface Work {
  readonly repository: Repository;
  readonly form: ApplyForm;
  readonly index: Snapshot;
  readonly files: Map<string, FileText | undefined>;
  readonly blankEnds: number[];
  isFaulty: boolean;
}

/** What patches make of the files that they name. Nothing is written. */
export async function tryPatches(
  repository: Repository,
  patches: readonly FilePatch[],
  form: ApplyForm,
): Promise<Applied> {
  const index = form.index ?? (form.target === "tree" ? new Map<string, FileState>() : await ofIndex(repository));
  const work: Work = { repository, form, index, files: new Map(), blankEnds: [], isFaulty: false };
  for (const patch of patches) {
    form.tells?.(`Checking patch ${bothNames(patch)}...\n`);
    await tryOne(work, patch);
  }
  return work;
}

/** As people are told of a file: by both of its names where it gets another. */
export function bothNames(patch: FilePatch): string {
  const { from, to } = patch;
  const isMoved = from !== undefined && to !== undefined && from !== to;
  return isMoved ? `${quotedPath(from)} => ${quotedPath(to)}` : quotedPath(nameOf(patch));
}

function complain(work: Work, text: string): undefined {
  work.isFaulty = true;
  work.form.complains(`error: ${text}\n`);
}

async function tryOne(work: Work, patch: FilePatch): Promise<undefined> {
  const { from, to } = patch;
  const before = from === undefined ? { text: "", mode: 0o100644 } : await present(work, from);
  if (typeof before === "string") return complain(work, before);
  const taken = to === undefined || to === from ? undefined : await whoTakes(work, to);
  if (taken !== undefined) return complain(work, taken);
  warnOfMode(work, patch, before.mode);
  const text = patch.isBinary ? await bytesAfter(work, patch, before.text) : textAfter(work, patch, before.text);
  if (text === undefined) return complain(work, `${from ?? nameOf(patch)}: patch does not apply`);
  keep(work, patch, { text, mode: patch.newMode ?? before.mode });
  return undefined;
}

function keep({ files }: Work, { from, to, keepsOld }: FilePatch, after: FileText): void {
  if (from !== undefined && from !== to && !keepsOld) files.set(from, undefined);
  if (to !== undefined) files.set(to, after);
}

function warnOfMode({ repository }: Work, { from, oldMode }: FilePatch, mode: number): void {
  if (from === undefined || oldMode === undefined || oldMode === mode) return;
  repository.err(`warning: ${from} has type ${mode.toString(8)}, expected ${oldMode.toString(8)}\n`);
}

/** A file as the patch finds it, or why it doesn't. */
async function present({ repository, form, index, files }: Work, path: string): Promise<FileText | string> {
  if (files.has(path)) return files.get(path) ?? `path ${path} has been renamed/deleted`;
  const tree = form.target === "index" ? undefined : await inTree(repository, path);
  if (form.target === "tree") return tree ?? `${path}: No such file or directory`;
  const staged = index.get(path);
  if (!staged) return `${path}: does not exist in index`;
  const text = Buffer.from(await contentOf(repository, staged)).toString("latin1");
  if (tree && (tree.text !== text || tree.mode !== staged.mode)) return `${path}: does not match index`;
  return { text, mode: staged.mode };
}

/** What stands already where a file is to be made. */
async function whoTakes({ repository, form, index, files }: Work, path: string): Promise<string | undefined> {
  if (files.has(path))
    return files.get(path) === undefined ? undefined : `${path}: already exists in working directory`;
  if (form.target !== "tree" && index.has(path)) return `${path}: already exists in index`;
  if (form.target === "index" || !(await inTree(repository, path))) return undefined;
  return `${path}: already exists in working directory`;
}

async function inTree({ dir, fs }: Repository, path: string): Promise<FileText | undefined> {
  const file = `${dir}/${path}`;
  const stats = await fs.promises.lstat(file).catch(() => undefined);
  if (!stats || stats.isDirectory()) return undefined;
  const mode = fileMode(stats.mode);
  const bytes = stats.isSymbolicLink()
    ? Buffer.from(await fs.promises.readlink(file))
    : Buffer.from(await fs.promises.readFile(file));
  return { text: bytes.toString("latin1"), mode };
}

async function bytesAfter(work: Work, patch: FilePatch, text: string): Promise<string | undefined> {
  const after = await applyBinary(work.repository, patch, Buffer.from(text, "latin1"));
  if (after instanceof Uint8Array) return Buffer.from(after).toString("latin1");
  for (const reason of after) complain(work, reason);
  return undefined;
}

/** The text behind the patch; none where it doesn't fit, of which the reasons are told. */
function textAfter(work: Work, patch: FilePatch, text: string): string | undefined {
  const { form } = work;
  const name = patch.from ?? nameOf(patch);
  const placed = placeHunks(text, patch.hunks, form);
  if (placed.type === "failed") {
    if (form.tells) complain(work, `while searching for:\n${placed.sought}`);
    return complain(work, `patch failed: ${name}:${placed.hunk.oldStart}`);
  }
  tellOffsets(placed.places, form);
  for (const [at, { blankEnd }] of placed.places.entries())
    if (blankEnd !== undefined) work.blankEnds.push((patch.hunks[at]?.line ?? 0) + blankEnd);
  return patch.to === undefined && placed.text !== ""
    ? complain(work, "removal patch leaves file contents")
    : placed.text;
}

function tellOffsets(places: readonly Placed[], { tells }: ApplyForm): void {
  for (const [at, { at: line, offset }] of places.entries())
    if (offset !== 0)
      tells?.(
        `Hunk #${at + 1} succeeded at ${line + 1} (offset ${offset} line${Math.abs(offset) === 1 ? "" : "s"}).\n`,
      );
}

async function putInTree(repository: Repository, path: string, file: FileText | undefined): Promise<void> {
  if (!file) return layDown(repository, path, undefined);
  return layContent(repository, path, file.mode, Buffer.from(file.text, "latin1"));
}

/** What patches have made of files, as git has them. */
export async function statesOf(
  repository: Repository,
  files: Applied["files"],
): Promise<ReadonlyMap<string, FileState | undefined>> {
  const states = new Map<string, FileState | undefined>();
  for (const [path, file] of files) {
    const oid = file && (await git.writeBlob({ ...repository, blob: Buffer.from(file.text, "latin1") }));
    states.set(path, file && oid !== undefined ? { oid, mode: file.mode } : undefined);
  }
  return states;
}

/** Writes what patches have made of files. */
export async function writeApplied(
  repository: Repository,
  files: Applied["files"],
  target: ApplyForm["target"],
): Promise<void> {
  if (target !== "index") for (const [path, file] of files) await putInTree(repository, path, file);
  if (target === "tree") return;
  await setInIndex(repository, await statesOf(repository, files), target === "index" ? "unread" : "laid down");
}

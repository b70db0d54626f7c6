import git from "isomorphic-git";
import { mergeTexts, type MergeNames } from "./merge-lines";
import type { Repository } from "./context";
import { contentOf, type FileState, type Snapshot } from "./snapshot";
import type { Unmerged } from "./unmerged";

export interface MergedTrees {
  /** Every file as the merge leaves it, those with markers in them included. */
  readonly files: Snapshot;
  readonly unmerged: ReadonlyMap<string, Unmerged>;
  /** What git says of it, line by line. */
  readonly messages: readonly string[];
}

interface Outcome {
  readonly state: FileState | undefined;
  readonly unmerged?: Unmerged;
  readonly messages?: readonly string[];
}

const same = (a: FileState | undefined, b: FileState | undefined): boolean => a?.oid === b?.oid && a?.mode === b?.mode;

/** What two commits made of a third: each file by whoever changed it, line by line where both did. */
export async function mergeTrees(
  repository: Repository,
  { base, ours, theirs }: { readonly base: Snapshot; readonly ours: Snapshot; readonly theirs: Snapshot },
  names: MergeNames,
): Promise<MergedTrees> {
  const files = new Map<string, FileState>();
  const unmerged = new Map<string, Unmerged>();
  const messages: string[] = [];
  const paths = [...new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])].toSorted();
  for (const path of paths) {
    const sides = { base: base.get(path), ours: ours.get(path), theirs: theirs.get(path) };
    const outcome = await mergeFile(repository, path, sides, names);
    if (outcome.state) files.set(path, outcome.state);
    if (outcome.unmerged) unmerged.set(path, outcome.unmerged);
    messages.push(...(outcome.messages ?? []));
  }
  return { files, unmerged, messages };
}

async function mergeFile(repository: Repository, path: string, sides: Unmerged, names: MergeNames): Promise<Outcome> {
  const { base, ours, theirs } = sides;
  if (same(ours, theirs) || same(base, theirs)) return { state: ours };
  if (same(base, ours)) return { state: theirs };
  if (!ours || !theirs) return oneIsGone(path, sides, names);
  return mergeContent(repository, path, { base, ours, theirs }, names);
}

function oneIsGone(path: string, sides: Unmerged, names: MergeNames): Outcome {
  const [gone, kept] = sides.ours ? [names.theirs, names.ours] : [names.ours, names.theirs];
  const state = sides.ours ?? sides.theirs;
  const message = `CONFLICT (modify/delete): ${path} deleted in ${gone} and modified in ${kept}.  Version ${kept} of ${path} left in tree.`;
  return { state, unmerged: sides, messages: [message] };
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);

async function mergeContent(
  repository: Repository,
  path: string,
  sides: { readonly base: FileState | undefined; readonly ours: FileState; readonly theirs: FileState },
  names: MergeNames,
): Promise<Outcome> {
  const { base, ours, theirs } = sides;
  const mode = base?.mode === ours.mode ? theirs.mode : ours.mode;
  const unchanged = base?.oid === ours.oid ? theirs.oid : ours.oid;
  if ([base?.oid, ours.oid].includes(theirs.oid) || base?.oid === ours.oid) return { state: { oid: unchanged, mode } };
  const bytes = await Promise.all([base, ours, theirs].map((state) => contentOf(repository, state)));
  return mergeBytes(repository, path, { sides, mode, bytes }, names);
}

async function mergeBytes(
  repository: Repository,
  path: string,
  { sides, mode, bytes }: { readonly sides: Unmerged; readonly mode: number; readonly bytes: readonly Uint8Array[] },
  names: MergeNames,
): Promise<Outcome> {
  const conflict = `CONFLICT (${sides.base ? "content" : "add/add"}): Merge conflict in ${path}`;
  if (bytes.some(isBinary)) {
    const warning = `warning: Cannot merge binary files: ${path} (${names.ours} vs. ${names.theirs})`;
    return { state: sides.ours, unmerged: sides, messages: [warning, `Auto-merging ${path}`, conflict] };
  }
  const [old = "", mine = "", other = ""] = bytes.map((one) => new TextDecoder().decode(one));
  const merged = mergeTexts(old, mine, other, names);
  const oid = await git.writeBlob({ ...repository, blob: new TextEncoder().encode(merged.text) });
  const state = { oid, mode };
  if (merged.conflicts === 0) return { state, messages: [`Auto-merging ${path}`] };
  return { state, unmerged: sides, messages: [`Auto-merging ${path}`, conflict] };
}

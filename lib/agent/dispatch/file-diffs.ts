import { diffFile, type FileDiff } from "@/lib/tools";
import { decodeText, type FileDifference, type Workspace } from "@/lib/workspace";
import { withoutKeyLines } from "../log/key-lines";

const largest = 400_000;
const mostFiles = 60;
const mostLines = 4000;

/** Undefined: no text, or too much of it. */
function readSide(bytes: Uint8Array | undefined): { readonly text: string | undefined } | undefined {
  if (bytes === undefined) return { text: undefined };
  if (bytes.length > largest) return undefined;
  const text = decodeText(bytes);
  return text === undefined ? undefined : { text };
}

function compare({ path, type, before, after }: FileDifference): FileDiff {
  const opaque: FileDiff = { path, type, added: 0, removed: 0, hunks: [], opaque: true };
  const old = readSide(before);
  const young = readSide(after);
  if (!old || !young) return opaque;
  const diff = withoutKeyLines(diffFile(path, old.text, young.text), old.text, young.text);
  const lines = diff.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  return lines > mostLines ? { ...opaque, added: diff.added, removed: diff.removed } : diff;
}

/** What changed since a checkpoint; `only` leaves out what other calls did meanwhile. */
export async function fileDiffs(
  workspace: Workspace,
  checkpoint: string,
  only?: readonly string[],
): Promise<readonly FileDiff[]> {
  const differences = await workspace.history.diff(checkpoint);
  const wanted = only ? differences.filter(({ path }) => only.includes(path)) : differences;
  return wanted.slice(0, mostFiles).map(compare);
}

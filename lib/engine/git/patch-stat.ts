import { nameOf, type FilePatch } from "./patch-file";
import { quotedPath } from "./quoted-path";
import { movedName } from "./renames";
import { writeShortStat } from "./stat-table";

const count = ({ hunks }: FilePatch, mark: "+" | "-"): number =>
  hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.mark === mark).length, 0);

const isRename = ({ from, to, keepsOld }: FilePatch): boolean =>
  from !== undefined && to !== undefined && from !== to && !keepsOld;

/** The table of `git apply --stat`, which has widths of its own. */
export function patchTable(patches: readonly FilePatch[]): string {
  const rows = patches.map((patch) => ({
    path: quotedPath(nameOf(patch)),
    added: count(patch, "+"),
    removed: count(patch, "-"),
    isBinary: patch.isBinary,
  }));
  const longest = Math.max(...rows.map(({ path }) => path.length));
  const most = Math.max(...rows.map(({ added, removed }) => added + removed));
  const width = Math.min(longest, 50);
  const graph = width + most > 70 ? 70 - width : most;
  const lines = rows.map(({ path, added, removed, isBinary }) => {
    const name = ` ${shortened(path, width).padEnd(width)} |`;
    if (isBinary) return `${name}  Bin\n`;
    const scaled = (sum: number) => (most === 0 ? 0 : Math.trunc((sum * graph + Math.trunc(most / 2)) / most));
    const plus = scaled(added);
    const minus = scaled(added + removed) - plus;
    return `${name}${String(added + removed).padStart(5)} ${"+".repeat(plus)}${"-".repeat(Math.max(0, minus))}\n`;
  });
  return lines.join("") + writeShortStat(rows);
}

function shortened(path: string, width: number): string {
  if (path.length <= width) return path;
  const end = path.slice(path.length + 3 - width);
  const slash = end.indexOf("/");
  return `...${slash < 0 ? end : end.slice(slash)}`;
}

export const patchNumbers = (patches: readonly FilePatch[]): string =>
  patches
    .map((patch) => {
      const numbers = patch.isBinary ? "-\t-" : `${count(patch, "+")}\t${count(patch, "-")}`;
      return `${numbers}\t${quotedPath(nameOf(patch))}\n`;
    })
    .join("");

/** Which files come, go, or get another name or mode. */
export const patchSummary = (patches: readonly FilePatch[]): string => patches.map(summaryLine).join("");

function summaryLine(patch: FilePatch): string {
  const { from, to, oldMode, newMode, similarity = 100 } = patch;
  const mode = (number: number | undefined) => (number ?? 0o100644).toString(8);
  if (from === undefined) return newMode === undefined ? "" : ` create mode ${mode(newMode)} ${nameOf(patch)}\n`;
  if (to === undefined) return oldMode === undefined ? "" : ` delete mode ${mode(oldMode)} ${from}\n`;
  const change =
    newMode !== undefined && newMode !== oldMode ? ` mode change ${mode(oldMode)} => ${mode(newMode)}` : "";
  if (isRename(patch)) return ` rename ${movedName(from, to)} (${similarity}%)\n${change === "" ? "" : `${change}\n`}`;
  if (patch.keepsOld) return ` copy ${movedName(from, to)} (${similarity}%)\n`;
  return change === "" ? "" : `${change} ${to}\n`;
}

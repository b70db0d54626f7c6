import { paint, type Context } from "./context";
import type { Shown } from "./renames";

export interface FileStat {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
  /** Sizes, for a file that is no text. */
  readonly binary?: readonly [number, number] | undefined;
}

/** How wide the table of `--stat` may become, and how long. */
export interface StatForm {
  readonly width?: number | undefined;
  readonly nameWidth?: number | undefined;
  readonly graphWidth?: number | undefined;
  readonly count?: number | undefined;
}

const usualWidth = 80;
const digitsOf = (number: number): number => String(number).length;

interface Widths {
  readonly name: number;
  readonly number: number;
  readonly graph: number;
  readonly most: number;
}

/** Names and bars share the line: three eighths of it are the bars' if both are long. */
function widthsOf(stats: readonly FileStat[], names: readonly string[], form: StatForm): Widths {
  const longest = Math.max(...names.map((name) => name.length));
  const most = Math.max(0, ...stats.map(({ added, removed, binary }) => (binary ? 0 : added + removed)));
  const sizes = stats.flatMap(({ binary }) => (binary ? [14 + digitsOf(binary[0]) + digitsOf(binary[1])] : []));
  const number = Math.max(digitsOf(most), sizes.length > 0 ? 3 : 0);
  const width = Math.max(form.width ?? usualWidth, 16 + 6 + number);
  const wanted = Math.max(most, Math.max(0, ...sizes) - 4);
  let graph = Math.min(wanted, form.graphWidth ?? wanted);
  let name = Math.min(longest, form.nameWidth ?? longest);
  if (name + number + 6 + graph > width) {
    const share = Math.trunc((width * 3) / 8) - number - 6;
    if (graph > share) graph = Math.max(share, 6);
    if (name > width - number - 6 - graph) name = width - number - 6 - graph;
    else graph = width - number - 6 - name;
  }
  return { name, number, graph, most };
}

function barsOf({ added, removed }: FileStat, { graph, most }: Widths): readonly [number, number] {
  if (graph > most) return [added, removed];
  const scaled = (count: number) => (count === 0 ? 0 : 1 + Math.trunc((count * (graph - 1)) / most));
  const total = Math.max(scaled(added + removed), added > 0 && removed > 0 ? 2 : 0);
  if (added < removed) return [scaled(added), total - scaled(added)];
  return [total - scaled(removed), scaled(removed)];
}

/** The end of a name that is too long, from a folder on where it can. */
function shortened(name: string, width: number): string {
  if (name.length <= width) return name;
  const end = name.slice(name.length - Math.max(0, width - 3));
  const slash = end.indexOf("/");
  return `...${slash < 0 ? end : end.slice(slash)}`;
}

/** The table of `--stat`, with its last line. */
export function writeStat(context: Pick<Context, "color">, stats: readonly FileStat[], form: StatForm = {}): string {
  if (stats.length === 0) return "";
  const shown = stats.slice(0, form.count ?? stats.length);
  const names = shown.map(({ path }) => path);
  const widths = widthsOf(shown, names, form);
  const rows = shown.map((stat) => {
    const name = ` ${shortened(stat.path, widths.name).padEnd(widths.name)} |`;
    if (stat.binary) {
      const [before, after] = stat.binary;
      const sizes =
        before === after && before === 0
          ? ""
          : ` ${paint(context, "red", String(before))} -> ${paint(context, "green", String(after))} bytes`;
      return `${name} ${"Bin".padStart(widths.number)}${sizes}\n`;
    }
    const total = stat.added + stat.removed;
    const [plus, minus] = barsOf(stat, widths);
    const bars =
      (plus > 0 ? paint(context, "green", "+".repeat(plus)) : "") +
      (minus > 0 ? paint(context, "red", "-".repeat(minus)) : "");
    return `${name} ${String(total).padStart(widths.number)}${total > 0 ? " " : ""}${bars}\n`;
  });
  const more = shown.length < stats.length ? " ...\n" : "";
  return rows.join("") + more + writeShortStat(stats);
}

export function writeShortStat(stats: readonly FileStat[]): string {
  const added = stats.reduce((sum, stat) => sum + stat.added, 0);
  const removed = stats.reduce((sum, stat) => sum + stat.removed, 0);
  const parts = [` ${stats.length} ${stats.length === 1 ? "file" : "files"} changed`];
  if (added > 0 || removed === 0) parts.push(`${added} ${added === 1 ? "insertion" : "insertions"}(+)`);
  if (removed > 0 || added === 0) parts.push(`${removed} ${removed === 1 ? "deletion" : "deletions"}(-)`);
  return `${parts.join(", ")}\n`;
}

/** What became of a file's mode, behind its name in `--compact-summary`. */
export function compactMark({ before, after }: Shown): string {
  const sign = (mode: number) => (mode === 0o120000 ? " +l" : mode === 0o100755 ? " +x" : "");
  if (!before && after) return ` (new${sign(after.mode)})`;
  if (!after) return " (gone)";
  if (!before || before.mode === after.mode) return "";
  return ` (mode ${after.mode === 0o100755 ? "+x" : "-x"})`;
}

/** A line of `--numstat`; with a zero byte behind it the names stand apart, as they are. */
export function numberLine(
  { added, removed, binary, path }: FileStat,
  { path: to, rename }: Shown,
  zero: boolean,
): string {
  const counts = binary ? "-\t-" : `${added}\t${removed}`;
  if (!zero) return `${counts}\t${path}\n`;
  return rename ? `${counts}\t\0${rename.from}\0${to}\0` : `${counts}\t${to}\0`;
}

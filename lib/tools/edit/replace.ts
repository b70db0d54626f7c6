import { failure, success, type Result } from "@/lib/base";
import { indentOf, shapeOf, withEol } from "./lines";
import { nearestRegion } from "./nearest";
import { placeholderIn } from "./placeholder";

export interface Replacement {
  readonly old: string;
  readonly new: string;
  readonly all?: boolean;
}

export interface Replaced {
  readonly text: string;
  readonly count: number;
  /** Which rung of the ladder it took; anything but `exact` is told to the model. */
  readonly by: "exact" | "line endings" | "trailing space" | "indentation";
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found += 1;
  return found;
}

const ambiguous = (found: number) =>
  failure(`\`old_string\` occurs ${found} times. Add lines around it until it is unique, or set \`replace_all\`.`);

function literal(text: string, change: Replacement, by: Replaced["by"]): Result<Replaced, string> | undefined {
  const found = count(text, change.old);
  if (found === 0) return undefined;
  if (found > 1 && !change.all) return ambiguous(found);
  return success({ text: text.split(change.old).join(change.new), count: found, by });
}

interface Window {
  readonly start: number;
  /** Put before each line of the new text, or taken off where `remove`. */
  readonly indent: string;
  readonly remove: boolean;
}

/** How two blocks of lines differ in indentation, if that is all and it is the same on every line. */
function indentation(lines: readonly string[], old: readonly string[], start: number): Window | undefined {
  let shift: Window | undefined;
  for (const [at, wanted] of old.entries()) {
    const line = lines[start + at] ?? "";
    if (line.trim() !== wanted.trim()) return undefined;
    if (wanted.trim() === "") continue;
    const here = indentOf(line);
    const there = indentOf(wanted);
    const remove = there.length > here.length;
    const [long, short] = remove ? [there, here] : [here, there];
    if (!long.endsWith(short)) return undefined;
    const indent = long.slice(0, long.length - short.length);
    if (shift && (shift.indent !== indent || shift.remove !== remove)) return undefined;
    shift ??= { start, indent, remove };
  }
  return shift;
}

const sameButForTrail = (lines: readonly string[], old: readonly string[], start: number): Window | undefined =>
  old.every((wanted, at) => lines[start + at]?.trimEnd() === wanted.trimEnd())
    ? { start, indent: "", remove: false }
    : undefined;

function shifted(line: string, window: Window): string {
  if (line.trim() === "") return line;
  if (!window.remove) return window.indent + line;
  return line.startsWith(window.indent) ? line.slice(window.indent.length) : line.trimStart();
}

/** Whole lines that fit in the way that `fits` says. Refuses to choose where several do. */
function byLines(
  text: string,
  change: Replacement,
  eol: string,
  fits: typeof indentation,
  by: Replaced["by"],
): Result<Replaced, string> | undefined {
  const lines = text.split(/\r?\n/);
  const old = change.old.replace(/^(?:[ \t]*\r?\n)+|(?:\r?\n[ \t]*)+$/g, "").split(/\r?\n/);
  if (old.every((line) => line.trim() === "")) return undefined;
  const windows: Window[] = [];
  for (let start = 0; start + old.length <= lines.length; start += 1) {
    const window = fits(lines, old, start);
    if (window) windows.push(window);
  }
  if (windows.length === 0) return undefined;
  if (windows.length > 1) return ambiguous(windows.length);
  const [window] = windows;
  if (!window) return undefined;
  const fresh = change.new
    .replace(/^\r?\n|\r?\n$/g, "")
    .split(/\r?\n/)
    .map((line) => shifted(line, window));
  const kept = change.new === "" ? [] : fresh;
  return success({
    text: [...lines.slice(0, window.start), ...kept, ...lines.slice(window.start + old.length)].join(eol),
    count: 1,
    by,
  });
}

function refusal({ old, new: fresh }: Replacement): string | undefined {
  if (old === "")
    return "`old_string` is empty. Give the passage to replace; to create a file or replace it whole, use Write.";
  if (old === fresh) return "`old_string` and `new_string` are the same: there is nothing to change.";
  const stub = placeholderIn(fresh, old);
  return stub === undefined
    ? undefined
    : `\`new_string\` holds the placeholder \`${stub}\`. Write out the code that belongs there, or replace a smaller passage.`;
}

/**
 * Replaces a passage: exactly first, then only by ladders that can't choose wrong (line endings, space at line ends,
 * re-indentation of whole lines). Never by similarity. Byte order mark and line endings stay as they are.
 */
export function replacePassage(text: string, change: Replacement): Result<Replaced, string> {
  const refused = refusal(change);
  if (refused !== undefined) return failure(refused);
  const exact = literal(text, change, "exact");
  if (exact) return exact;
  const { bom, eol, body } = shapeOf(text);
  const adapted = {
    ...change,
    old: withEol(change.old.replace(/^\uFEFF/, ""), eol),
    new: withEol(change.new.replace(/^\uFEFF/, ""), eol),
  };
  const mixed = body.includes("\r\n") && /(?:^|[^\r])\n/.test(body);
  const found =
    literal(body, adapted, "line endings") ??
    (mixed
      ? undefined
      : (byLines(body, adapted, eol, sameButForTrail, "trailing space") ??
        byLines(body, adapted, eol, indentation, "indentation")));
  if (found) return found.ok ? success({ ...found.value, text: bom + found.value.text }) : found;
  const near = nearestRegion(body, change.old);
  const hint =
    near === undefined
      ? "Read the file and copy the passage exactly."
      : `The nearest lines are:\n${near}\nCopy the passage exactly as it stands there.`;
  return failure(`\`old_string\` was not found. ${hint}`);
}

import type { DiffHunk, FileDiff } from "@/lib/tools";
import { redacted } from "./redact";

const begin = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/;
const end = /-----END (?:[A-Z]+ )*PRIVATE KEY-----/;

/** The lines, counted from 1, that are a private key: one by one they don't look like any. */
function keyLines(text: string | undefined): ReadonlySet<number> {
  const found = new Set<number>();
  if (text === undefined || !begin.test(text)) return found;
  let inside = false;
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (begin.test(line)) inside = true;
    if (inside) found.add(at + 1);
    if (end.test(line)) inside = false;
  }
  return found;
}

/** A difference as it may be kept: without the lines of private keys. */
export function withoutKeyLines(diff: FileDiff, before: string | undefined, after: string | undefined): FileDiff {
  const old = keyLines(before);
  const young = keyLines(after);
  if (old.size === 0 && young.size === 0) return diff;
  const clean = ({ beforeStart, afterStart, lines }: DiffHunk): DiffHunk => {
    let [from, to] = [beforeStart, afterStart];
    return {
      beforeStart,
      afterStart,
      lines: lines.map((line) => {
        const hidden = (line.type !== "added" && old.has(from)) || (line.type !== "removed" && young.has(to));
        if (line.type !== "added") from += 1;
        if (line.type !== "removed") to += 1;
        return hidden ? { ...line, text: redacted } : line;
      }),
    };
  };
  return { ...diff, hunks: diff.hunks.map(clean) };
}

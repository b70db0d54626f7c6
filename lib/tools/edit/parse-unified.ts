import { failure, success, type Result } from "@/lib/base";
import { readHunks, type PatchHunk } from "./parse-hunks";

type UnifiedFile =
  | { readonly type: "add"; readonly path: string; readonly content: string }
  | { readonly type: "delete"; readonly path: string }
  | { readonly type: "update"; readonly path: string; readonly moveTo?: string; readonly hunks: readonly PatchHunk[] };

const nameOf = (line: string) =>
  line
    .slice(4)
    .replace(/\t.*$/, "")
    .replace(/^[ab]\//, "")
    .trim();

interface Section {
  readonly before: string;
  readonly after: string;
  readonly body: string[];
}

function sectionsOf(lines: readonly string[]): readonly Section[] {
  const sections: Section[] = [];
  let open = false;
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1] ?? "";
    if (line.startsWith("--- ") && next.startsWith("+++ ")) {
      sections.push({ before: nameOf(line), after: nameOf(next), body: [] });
      open = true;
    } else if (line.startsWith("diff --git ")) open = false;
    else if (open && !(line.startsWith("+++ ") && lines[at - 1]?.startsWith("--- "))) sections.at(-1)?.body.push(line);
  }
  return sections;
}

function readSection({ before, after, body }: Section): Result<UnifiedFile, string> {
  if (after === "/dev/null") return success({ type: "delete", path: before });
  const hunks = readHunks(body.at(-1) === "" ? body.slice(0, -1) : body);
  if (!hunks.ok) return hunks;
  if (before === "/dev/null") {
    const lines = hunks.value.flatMap((hunk) => hunk.lines);
    return success({ type: "add", path: after, content: lines.map(({ text }) => `${text}\n`).join("") });
  }
  return success({ type: "update", path: before, hunks: hunks.value, ...(after === before ? {} : { moveTo: after }) });
}

/** A unified diff, as `git diff` prints it. Line numbers are not trusted: hunks are found by their text. */
export function readUnified(lines: readonly string[]): Result<readonly UnifiedFile[], string> {
  const files: UnifiedFile[] = [];
  for (const section of sectionsOf(lines)) {
    const file = readSection(section);
    if (!file.ok) return file;
    files.push(file.value);
  }
  return files.length > 0 ? success(files) : failure("The diff names no file. It needs `--- a/path` and `+++ b/path`.");
}

import { failure, success, type Result } from "@/lib/base";
import { readHunks, type PatchHunk } from "./parse-hunks";
import { readUnified } from "./parse-unified";

export type FilePatch =
  | { readonly type: "add"; readonly path: string; readonly content: string }
  | { readonly type: "delete"; readonly path: string }
  | { readonly type: "update"; readonly path: string; readonly moveTo?: string; readonly hunks: readonly PatchHunk[] };

const heading = /^\*\*\* (Add|Update|Delete) File: (.+)$/;

function readAdded(path: string, body: readonly string[]): Result<FilePatch, string> {
  const wrong = body.find((line) => !line.startsWith("+") && line !== "");
  if (wrong !== undefined) return failure(`Each line of an added file starts with \`+\`; got \`${wrong}\`.`);
  const lines = body.filter((line) => line !== "").map((line) => `${line.slice(1)}\n`);
  return success({ type: "add", path, content: lines.join("") });
}

function readUpdated(path: string, body: readonly string[]): Result<FilePatch, string> {
  const moveTo = /^\*\*\* Move to: (.+)$/.exec(body[0] ?? "")?.[1]?.trim();
  const moved = moveTo === undefined ? {} : { moveTo };
  const rest = moveTo === undefined ? body : body.slice(1);
  if (moveTo !== undefined && rest.every((line) => line.trim() === ""))
    return success({ type: "update", path, hunks: [], ...moved });
  const hunks = readHunks(rest);
  return hunks.ok ? success({ type: "update", path, hunks: hunks.value, ...moved }) : hunks;
}

function readSection(head: string, body: readonly string[]): Result<FilePatch, string> {
  const [, kind, name = ""] = heading.exec(head) ?? [];
  const path = name.trim();
  if (kind === "Delete") return success({ type: "delete", path });
  return kind === "Add" ? readAdded(path, body) : readUpdated(path, body);
}

/** Cuts lines into sections, each with the heading that it starts with. */
function sectionsOf(lines: readonly string[]): Result<readonly { head: string; body: string[] }[], string> {
  const sections: { head: string; body: string[] }[] = [];
  for (const line of lines) {
    const last = sections.at(-1);
    if (heading.test(line)) sections.push({ head: line, body: [] });
    else if (last) last.body.push(line);
    else return failure(`Expected \`*** Add File:\`, \`*** Update File:\` or \`*** Delete File:\`; got \`${line}\`.`);
  }
  return sections.length > 0 ? success(sections) : failure("The patch holds no file.");
}

/** Reads a patch: `*** Begin Patch` … `*** End Patch`, or a unified diff. */
export function parsePatch(text: string): Result<readonly FilePatch[], string> {
  const lines = text.replace(/\r\n/g, "\n").trim().split("\n");
  const [first = ""] = lines;
  if (/^(?:diff --git|--- )/.test(first)) return readUnified(lines);
  if (first.trim() !== "*** Begin Patch")
    return failure("A patch starts with `*** Begin Patch`, or is a unified diff.");
  if (lines.at(-1)?.trim() !== "*** End Patch")
    return failure("The patch is cut off: its last line must be `*** End Patch`.");
  const sections = sectionsOf(lines.slice(1, -1));
  if (!sections.ok) return sections;
  const files: FilePatch[] = [];
  for (const { head, body } of sections.value) {
    const section = readSection(head, body);
    if (!section.ok) return section;
    files.push(section.value);
  }
  return success(files);
}

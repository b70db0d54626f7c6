import { readBinaryPart, type BinaryPart } from "./binary-patch";
import { failed, GitFailure } from "./failure";
import type { Hunk, HunkLine } from "./hunks";
import { nameFrom, nameOfLine, sharedName, stripped } from "./patch-names";

/** A hunk as a patch has it; `line`: of the patch, where its lines begin, from 1. */
export interface PatchHunk extends Hunk {
  readonly line: number;
}

/** What a patch does to one file. Texts hold a sign for each byte, whatever their bytes mean. */
export interface FilePatch {
  /** As the working tree's top sees it; none for a file that is new. */
  readonly from: string | undefined;
  /** None for a file that goes. */
  readonly to: string | undefined;
  readonly oldMode?: number | undefined;
  readonly newMode?: number | undefined;
  readonly keepsOld: boolean;
  readonly similarity?: number | undefined;
  /** The names of what it begins with and ends with, of which only the beginning may be told. */
  readonly oids?: readonly [string, string] | undefined;
  readonly isBinary: boolean;
  /** Of a file that is no text: what makes the new content, and what the old one. */
  readonly parts?: readonly [BinaryPart, BinaryPart | undefined] | undefined;
  /** Its names begin at the top of the working tree, as git writes them. */
  readonly isFromTop: boolean;
  readonly hunks: readonly PatchHunk[];
}

/** The name by which a patch is spoken of. */
export const nameOf = ({ from, to }: FilePatch): string => to ?? from ?? "";

type Draft = { -readonly [Key in keyof FilePatch]: FilePatch[Key] } & { readonly hunks: PatchHunk[] };

interface Reading {
  readonly lines: readonly string[];
  /** How many folders come off each name. */
  readonly folders: number;
}

/** The files that a patch changes; what stands around them, such as a mail, is passed over. */
export function readPatch(text: string, folders = 1): readonly FilePatch[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const reading = { lines, folders };
  const found: FilePatch[] = [];
  for (let at = 0; at < lines.length;) {
    const next = isHead(lines[at]) ? gitPatch(reading, at) : plainPatch(reading, at);
    if (next) found.push(next.patch);
    at = next?.end ?? at + 1;
  }
  return found;
}

const isHead = (line: string | undefined): boolean => line?.startsWith("diff --git ") === true;

/** A patch of `diff -u`, which tells no more than the names. */
function plainPatch({ lines, folders }: Reading, at: number) {
  const [first = "", second = "", third = ""] = lines.slice(at, at + 3);
  if (!first.startsWith("--- ") || !second.startsWith("+++ ") || !third.startsWith("@@ -")) return undefined;
  const patch: Draft = {
    from: nameOfLine(first, folders),
    to: nameOfLine(second, folders),
    keepsOld: false,
    isBinary: false,
    isFromTop: false,
    hunks: [],
  };
  if (patch.from === undefined && patch.to === undefined)
    failed(`unable to find filename in patch at line ${at + 1}`, 128);
  if (patch.from !== undefined && patch.to !== undefined) patch.from = patch.to;
  return { patch, end: readHunks({ lines, folders }, at + 2, patch) };
}

const headers: readonly (readonly [RegExp, (patch: Draft, value: string, folders: number) => void])[] = [
  [/^old mode (\d+)/u, (patch, value) => void (patch.oldMode = Number.parseInt(value, 8))],
  [/^new mode (\d+)/u, (patch, value) => void (patch.newMode = Number.parseInt(value, 8))],
  [
    /^new file mode (\d+)/u,
    (patch, value) => void Object.assign(patch, { from: undefined, newMode: Number.parseInt(value, 8) }),
  ],
  [
    /^deleted file mode (\d+)/u,
    (patch, value) => void Object.assign(patch, { to: undefined, oldMode: Number.parseInt(value, 8) }),
  ],
  [/^similarity index (\d+)%/u, (patch, value) => void (patch.similarity = Number(value))],
  [
    /^(?:rename|copy) from (.*)$/u,
    (patch, value, folders) => void (patch.from = stripped(nameFrom(value), Math.max(0, folders - 1))),
  ],
  [
    /^rename to (.*)$/u,
    (patch, value, folders) => void (patch.to = stripped(nameFrom(value), Math.max(0, folders - 1))),
  ],
  [
    /^copy to (.*)$/u,
    (patch, value, folders) =>
      void Object.assign(patch, { to: stripped(nameFrom(value), Math.max(0, folders - 1)), keepsOld: true }),
  ],
  [/^dissimilarity index (\d+)%/u, () => undefined],
  [/^index ([\da-f]+\.\.[\da-f]+(?: \d+)?)/u, (patch, value) => readIndexLine(patch, value)],
];

function readIndexLine(patch: Draft, value: string): void {
  const [oids = "", mode] = value.split(" ");
  const [before = "", after = ""] = oids.split("..");
  patch.oids = [before, after];
  if (mode !== undefined) patch.oldMode = Number.parseInt(mode, 8);
}

/** Reads what stands between the first line of a file's patch and its hunks. */
function readHeaders({ lines, folders }: Reading, from: number, patch: Draft): number {
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const header = headers.find(([pattern]) => pattern.test(line));
    if (!header) break;
    header[1](patch, header[0].exec(line)?.[1] ?? "", folders);
  }
  return at;
}

const isBinaryNote = (line: string): boolean =>
  /^(?:Binary files|Files) .* differ$/u.test(line) || line === "GIT binary patch";

/** The names and hunks of a file whose content changes. */
function readContent(reading: Reading, at: number, patch: Draft): number {
  const [old = "", next = ""] = reading.lines.slice(at, at + 2);
  if (!old.startsWith("--- ") || !next.startsWith("+++ ")) return at;
  if (patch.from !== undefined) patch.from = nameOfLine(old, reading.folders);
  if (patch.to !== undefined) patch.to = nameOfLine(next, reading.folders);
  return readHunks(reading, at + 2, patch);
}

function readParts(lines: readonly string[], from: number, patch: Draft): number {
  const forward = readBinaryPart(lines, from) ?? failed(`unrecognized binary patch at line ${from}`, 128);
  const backward = readBinaryPart(lines, forward.end);
  patch.parts = [forward.part, backward?.part];
  return backward?.end ?? forward.end;
}

function nameless(folders: number, line: number): never {
  const components = `${folders} leading pathname component${folders === 1 ? "" : "s"}`;
  throw new GitFailure(`error: git diff header lacks filename information when removing ${components} (line ${line})`);
}

function gitPatch(reading: Reading, start: number): { readonly patch: FilePatch; readonly end: number } {
  const { lines, folders } = reading;
  const name = sharedName(lines[start] ?? "", folders);
  const patch: Draft = { from: name, to: name, keepsOld: false, isBinary: false, isFromTop: true, hunks: [] };
  const at = readHeaders(reading, start + 1, patch);
  patch.isBinary = isBinaryNote(lines[at] ?? "");
  const end = lines[at] === "GIT binary patch" ? readParts(lines, at + 1, patch) : readContent(reading, at, patch);
  if (patch.from === undefined && patch.to === undefined) nameless(folders, end + 1);
  return { patch, end };
}

const headOfHunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u;

function readHunks({ lines }: Reading, from: number, patch: Draft): number {
  let at = from;
  for (let found = headOfHunk.exec(lines[at] ?? ""); found; found = headOfHunk.exec(lines[at] ?? "")) {
    const [, oldStart, oldCount = "1", newStart, newCount = "1"] = found;
    const counts = { oldCount: Number(oldCount), newCount: Number(newCount) };
    const body = readLines(lines, at + 1, counts);
    patch.hunks.push({
      oldStart: Number(oldStart),
      newStart: Number(newStart),
      ...counts,
      lines: body.taken,
      line: at + 2,
    });
    at = body.end;
  }
  return at;
}

function readLines(
  lines: readonly string[],
  from: number,
  { oldCount, newCount }: Pick<Hunk, "oldCount" | "newCount">,
): { readonly taken: readonly HunkLine[]; readonly end: number } {
  const taken: HunkLine[] = [];
  let [oldLeft, newLeft, at] = [oldCount, newCount, from];
  const isOpen = () => oldLeft > 0 || newLeft > 0 || lines[at]?.startsWith("\\ ") === true;
  for (; isOpen(); at++) {
    const line = hunkLine(lines[at]) ?? failed(`corrupt patch at line ${at + 1}`, 128);
    oldLeft -= isOld[line.mark];
    newLeft -= isNew[line.mark];
    if (oldLeft < 0 || newLeft < 0) failed(`corrupt patch at line ${at + 1}`, 128);
    taken.push(line);
  }
  return { taken, end: at };
}

const isOld = { " ": 1, "-": 1, "+": 0, "\\": 0 } as const;
const isNew = { " ": 1, "-": 0, "+": 1, "\\": 0 } as const;

/** An empty line is one of the context whose blank an editor has taken off. */
function hunkLine(line: string | undefined): HunkLine | undefined {
  const mark = line === "" ? " " : line?.charAt(0);
  return line !== undefined && mark !== undefined && Object.hasOwn(isOld, mark)
    ? { mark: mark as HunkLine["mark"], text: line.slice(1) }
    : undefined;
}

const turned = { "+": "-", "-": "+", " ": " ", "\\": "\\" } as const;

/** The same change the other way round. */
export function reversed(patch: FilePatch): FilePatch {
  const { from, to, oldMode, newMode, oids, hunks, parts } = patch;
  return {
    ...patch,
    from: to,
    to: from,
    oldMode: newMode ?? oldMode,
    newMode: oldMode,
    oids: oids && [oids[1], oids[0]],
    parts: parts?.[1] && [parts[1], parts[0]],
    hunks: hunks.map((hunk) => ({
      ...hunk,
      oldStart: hunk.newStart,
      oldCount: hunk.newCount,
      newStart: hunk.oldStart,
      newCount: hunk.oldCount,
      lines: hunk.lines.map(({ mark, text }) => ({ mark: turned[mark], text })),
    })),
  };
}

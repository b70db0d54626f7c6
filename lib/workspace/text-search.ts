import { codeOf, Failure, messageOf } from "@/lib/base";
import { compileGlobs } from "./glob";
import { isLeftOut } from "./leave-out";
import type { Workspace } from "./workspace";

export interface SearchQuery {
  readonly text: string;
  readonly regex?: boolean;
  readonly matchCase?: boolean;
  readonly wholeWord?: boolean;
  /** Globs; empty means everything. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

export interface SearchMatch {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
  readonly length: number;
  /** The whole line, cut to a sensible length around the match. */
  readonly preview: string;
  /** Where the match starts in `preview`, from 0. */
  readonly at: number;
}

export interface FileMatches {
  readonly path: string;
  readonly matches: readonly SearchMatch[];
}

const largestSearched = 2 * 1024 * 1024;
const previewReach = 120;
const mostMatchesOfAFile = 1000;

/** The expression that a query means. Fails with `EINVAL` and the engine's own words when it isn't one. */
export function searchExpression({ text, regex = false, matchCase = false, wholeWord = false }: SearchQuery): RegExp {
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  try {
    return new RegExp(wholeWord ? String.raw`\b(?:${source})\b` : source, matchCase ? "gm" : "gim");
  } catch (error) {
    throw new Failure("EINVAL", messageOf(error), { cause: error });
  }
}

/** Yields a file as soon as it has been searched. Binary and very large files are passed over. */
export async function* searchFiles(
  workspace: Workspace,
  query: SearchQuery,
  signal?: AbortSignal,
): AsyncIterable<FileMatches> {
  if (query.text === "") return;
  const expression = searchExpression(query);
  const wanted = fileFilter(query);
  let waiting: string[] = [];
  for await (const { path, type, size } of workspace.walk()) {
    if (type !== "file" || size > largestSearched || !wanted(path)) continue;
    waiting.push(path);
    if (waiting.length < readAtOnce) continue;
    yield* searchThese(workspace, waiting, expression, signal);
    waiting = [];
  }
  yield* searchThese(workspace, waiting, expression, signal);
}

/** The same for a few files, such as those that were written since the whole was searched. */
export async function searchPaths(
  workspace: Workspace,
  query: SearchQuery,
  paths: readonly string[],
): Promise<readonly FileMatches[]> {
  const wanted = fileFilter(query);
  const known = paths.filter((path) => !isLeftOut(path) && wanted(path));
  const found: FileMatches[] = [];
  for await (const file of searchThese(workspace, known, searchExpression(query), undefined)) found.push(file);
  return found;
}

/** Files read together: the storage answers many questions in hardly more time than one. */
const readAtOnce = 64;

async function* searchThese(
  workspace: Workspace,
  paths: readonly string[],
  expression: RegExp,
  signal: AbortSignal | undefined,
): AsyncIterable<FileMatches> {
  const texts = await Promise.all(paths.map((path) => readText(workspace, path)));
  signal?.throwIfAborted();
  for (const [at, path] of paths.entries()) {
    const text = texts[at];
    const matches = text === undefined ? [] : matchesIn(text, expression);
    if (matches.length > 0) yield { path, matches };
  }
}

/** Undefined for what is no text, and for what went away while others were read. */
async function readText(workspace: Workspace, path: string): Promise<string | undefined> {
  try {
    const bytes = await workspace.readBytes(path);
    return bytes.length > largestSearched ? undefined : decodeText(bytes);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "EISDIR") return undefined;
    throw error;
  }
}

function fileFilter({ include = [], exclude = [] }: SearchQuery): (path: string) => boolean {
  const included = include.length > 0 ? compileGlobs(include) : () => true;
  const excluded = compileGlobs(exclude);
  return (path) => included(path) && !excluded(path);
}

/**
 * Undefined for bytes that are no text: those with a NUL in front, and those that aren't UTF-8, which would come back
 * as other bytes when they are written again. `isPart`: what follows may complete the last letter.
 */
export function decodeText(bytes: Uint8Array, isPart = false): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: isPart });
  } catch {
    return undefined;
  }
}

export function matchesIn(text: string, expression: RegExp): readonly SearchMatch[] {
  const matches: SearchMatch[] = [];
  const seek = new RegExp(expression);
  let line = 1;
  let lineStart = 0;
  for (let found = seek.exec(text); found && matches.length < mostMatchesOfAFile; found = seek.exec(text)) {
    if (found[0] === "") {
      seek.lastIndex += 1;
      continue;
    }
    for (
      let next = text.indexOf("\n", lineStart);
      next >= 0 && next < found.index;
      next = text.indexOf("\n", lineStart)
    ) {
      line += 1;
      lineStart = next + 1;
    }
    const end = text.indexOf("\n", found.index);
    const start = Math.max(lineStart, found.index - previewReach);
    const stop = Math.min(end < 0 ? text.length : end, found.index + found[0].length + previewReach);
    matches.push({
      line,
      column: found.index - lineStart + 1,
      length: found[0].length,
      preview: text.slice(start, stop).replace(/\r$/, ""),
      at: found.index - start,
    });
  }
  return matches;
}

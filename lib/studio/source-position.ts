import type { Workspace } from "@/lib/workspace";
import type { Place } from "./open-editors";

/** A position as a stack or a framework names it. */
export interface RawPosition {
  /** An address, an absolute path of the sandbox, or a path of the project. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const position = /((?:https?|file):\/\/[^\s)]+?|(?:\/|\b)[\w@.+-]+(?:\/[\w@.+[\]-]+)*\.\w+):(\d+)(?::(\d+))?\)?\s*$/u;

/** The position at the end of a line of a stack, or in it. */
export function positionIn(line: string): RawPosition | undefined {
  const [, file, row, column] = position.exec(line) ?? [];
  return file === undefined ? undefined : { file, line: Number(row), column: Number(column ?? 1) };
}

/** The paths of the project that a name could mean, the most exact first. */
export function candidatesFor(file: string): readonly string[] {
  const path = (URL.canParse(file) ? new URL(file).pathname : (file.split("?")[0] ?? ""))
    .replace(/^\/~\d+(?=\/)/u, "")
    .replace(/^\/@fs(?=\/)/u, "");
  const parts = decoded(path)
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..");
  const found = parts.map((_, at) => parts.slice(at).join("/"));
  return found.flatMap((one) => [one, `public/${one}`]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The file of the project that is meant, if it has it. */
export async function projectFile(workspace: Workspace, file: string): Promise<string | undefined> {
  for (const path of candidatesFor(file)) {
    const entry = await workspace.stat(path).catch(() => undefined);
    if (entry?.type === "file") return path;
  }
  return undefined;
}

const namedMap = /\/\/[#@] ?sourceMappingURL=(\S+)\s*$/u;
const inlineMap = /^data:application\/json(?:;charset=[\w-]+)?;base64,([\w+/=]+)$/u;

type Read = (url: string) => Promise<string>;

/** The map that a script names: one that it carries, or one that lies beside it. */
async function mapOf(script: string, file: string, read: Read): Promise<string | undefined> {
  const [, named] = namedMap.exec(script) ?? [];
  if (named === undefined) return undefined;
  const [, encoded] = inlineMap.exec(named) ?? [];
  if (encoded === undefined) return named.startsWith("data:") ? undefined : read(new URL(named, file).href);
  return new TextDecoder().decode(Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0)));
}

/** Where a position in a script that a tool made was written, in which file too. Without a map: where it is. */
export async function originalPosition(script: string, at: RawPosition, read: Read): Promise<RawPosition> {
  const map = await mapOf(script, at.file, read);
  if (map === undefined) return at;
  const { TraceMap, originalPositionFor } = await import("@jridgewell/trace-mapping");
  const found = originalPositionFor(new TraceMap(map, at.file), {
    line: at.line,
    column: Math.max(0, at.column - 1),
  });
  if (found.line === null || found.source === null) return at;
  return { file: found.source, line: found.line, column: found.column + 1 };
}

/** The place in the project's own source. `read` gets the text of a script of the page. */
export async function placeInProject(workspace: Workspace, at: RawPosition, read: Read): Promise<Place | undefined> {
  const isServed = /^https?:/u.test(at.file);
  const exact = isServed
    ? await read(at.file)
        .then((script) => originalPosition(script, at, read))
        .catch(() => at)
    : at;
  for (const { file, line, column } of exact === at ? [at] : [exact, at]) {
    const path = await projectFile(workspace, file);
    if (path !== undefined) return { path, line, column };
  }
  return undefined;
}

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

const inlineMap = /\/\/[#@] ?sourceMappingURL=data:application\/json(?:;charset=[\w-]+)?;base64,([\w+/=]+)\s*$/u;

/** Where a position in a script that a tool made was written. Without a map in the script: where it is. */
export async function originalPosition(script: string, at: RawPosition): Promise<RawPosition> {
  const encoded = inlineMap.exec(script)?.[1];
  if (encoded === undefined) return at;
  const { TraceMap, originalPositionFor } = await import("@jridgewell/trace-mapping");
  const bytes = Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0));
  const found = originalPositionFor(new TraceMap(new TextDecoder().decode(bytes)), {
    line: at.line,
    column: Math.max(0, at.column - 1),
  });
  if (found.line === null) return at;
  return { file: at.file, line: found.line, column: found.column + 1 };
}

/** The place in the project's own source. `read` gets the text of a script of the page. */
export async function placeInProject(
  workspace: Workspace,
  at: RawPosition,
  read: (url: string) => Promise<string>,
): Promise<Place | undefined> {
  const path = await projectFile(workspace, at.file);
  if (path === undefined) return undefined;
  if (!/^https?:/u.test(at.file)) return { path, line: at.line, column: at.column };
  const exact = await read(at.file)
    .then((script) => originalPosition(script, at))
    .catch(() => at);
  return { path, line: exact.line, column: exact.column };
}

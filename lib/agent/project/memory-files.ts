import { dirname, joinPath } from "@/lib/base";
import { decodeText, type Workspace } from "@/lib/workspace";

export interface MemoryFile {
  readonly path: string;
  readonly text: string;
}

/** Where a project's own instructions are looked for. */
export const memoryNames = ["AGENTS.md", "CLAUDE.md", "AGENTS.local.md", "CLAUDE.local.md"];
const deepest = 5;
const largest = 60_000;

async function read(workspace: Workspace, path: string): Promise<string | undefined> {
  return workspace.readBytes(path).then(
    (bytes) => (bytes.length > largest ? undefined : decodeText(bytes)),
    () => undefined,
  );
}

/** `@path` on its own or in a line, outside of code. */
export function importsOf(text: string): readonly string[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)/g, "").replace(/`[^`\n]*`/g, "");
  return Array.from(prose.matchAll(/(?:^|\s)@((?:\.{1,2}\/)?[\w./-]*\w)/gm), ([, path = ""]) => path).filter((path) =>
    /[./]/.test(path),
  );
}

async function gather(
  workspace: Workspace,
  path: string,
  depth: number,
  seen: Set<string>,
): Promise<readonly MemoryFile[]> {
  if (depth > deepest || seen.has(path) || path.startsWith("..") || path.startsWith("/")) return [];
  seen.add(path);
  const text = await read(workspace, path);
  if (text === undefined) return [];
  const files: MemoryFile[] = [{ path, text }];
  for (const target of importsOf(text))
    files.push(...(await gather(workspace, joinPath(dirname(path), target), depth + 1, seen)));
  return files;
}

/** The project's own instructions with what they import, each file once. An import never leaves the project. */
export async function readMemory(workspace: Workspace): Promise<readonly MemoryFile[]> {
  const seen = new Set<string>();
  const files: MemoryFile[] = [];
  for (const name of memoryNames) files.push(...(await gather(workspace, name, 0, seen)));
  return files;
}

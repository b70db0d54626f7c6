/** Folders that tools fill: they are kept, but they are no part of the project's history, search or sharing. */
const toolFolders = new Set([
  "node_modules",
  ".git",
  "dist",
  "build",
  ".next",
  ".cache",
  ".vite",
  ".turbo",
  "coverage",
  "__pycache__",
  ".venv",
]);

/** Folders that stay in the sandbox and are never mirrored: too large, and made again by an install. */
const unmirrored = new Set(["node_modules", ".vite", ".cache", ".venv", "__pycache__"]);

const hasName = (path: string, names: ReadonlySet<string>): boolean => path.split("/").some((name) => names.has(name));

export const isLeftOut = (path: string): boolean => hasName(path, toolFolders);
export const staysInSandbox = (path: string): boolean => hasName(path, unmirrored);
export const namesThatStayInSandbox: readonly string[] = [...unmirrored];

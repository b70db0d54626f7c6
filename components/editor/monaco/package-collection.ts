import type { Sandbox } from "@/lib/sandbox";
import { readPackage } from "./package-files";

/** Characters of declarations of all packages together; what comes later isn't known to the editor. */
const mostCharacters = 48 * 1024 * 1024;

/** What was read of installed packages, and which of them were asked for in vain. */
export interface PackageCollection {
  readonly files: ReadonlyMap<string, string>;
  /** Reads the packages that weren't asked for yet; tells whether there is anything new. */
  readonly add: (sandbox: Sandbox, folders: readonly string[]) => Promise<boolean>;
  readonly clear: () => void;
}

export function createPackageCollection(signal: AbortSignal): PackageCollection {
  const files = new Map<string, string>();
  const asked = new Set<string>();
  let size = 0;
  return {
    files,
    async add(sandbox, folders) {
      let hasMore = false;
      for (const folder of folders) {
        if (signal.aborted || size > mostCharacters || asked.has(folder)) continue;
        asked.add(folder);
        for (const [path, text] of (await readPackage(sandbox, folder)) ?? []) {
          hasMore = true;
          size += text.length;
          files.set(path, text);
        }
      }
      return hasMore;
    },
    clear() {
      files.clear();
      asked.clear();
      size = 0;
    },
  };
}

import { codeOf, type Disposable } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";

/** How often it is looked whether something was installed. */
const pace = 3000;

/**
 * Tells when packages came or went. Two looks at times every few seconds, in place of a watch on `node_modules`: that
 * folder may not be there yet, and an install would send a message for each of its thousands of files.
 * Told once more at the next look, since the files of a package come after its folder.
 */
export function followInstalls({ files, cwd }: Pick<Sandbox, "files" | "cwd">, tell: () => void): Disposable {
  let seen: string | undefined;
  let isOwing = false;
  const timeOf = async (path: string): Promise<number> => {
    try {
      return (await files.stat(`${cwd}/${path}`)).modified;
    } catch (error) {
      if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return 0;
      throw error;
    }
  };
  const look = async () => {
    const times = await Promise.all(["node_modules", "node_modules/.package-lock.json"].map(timeOf));
    const now = times.join(" ");
    const isNew = seen !== undefined && seen !== now;
    seen = now;
    if (isNew || isOwing) tell();
    isOwing = isNew;
  };
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A look that fails belongs to a sandbox that is going away.
    looking = looking.then(look).catch(() => undefined);
  }, pace);
  return {
    dispose() {
      clearInterval(timer);
    },
  };
}

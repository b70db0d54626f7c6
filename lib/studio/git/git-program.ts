import { Failure } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";

/** Runs the sandbox's own git in the project and answers what it printed. A code other than 0 is a failure in git's own words. */
export type GitProgram = (...args: readonly string[]) => Promise<string>;

/** `ready` brings up the sandbox with all that was typed. */
export function createGitProgram(ready: () => Promise<Sandbox>): GitProgram {
  return async (...args) => {
    const sandbox = await ready();
    const program = await sandbox.spawn("git", args, { cwd: sandbox.cwd });
    const reader = program.output.getReader();
    let printed = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) printed += piece.value;
    const { code } = await program.exit;
    if (code !== 0) throw new Failure("EGIT", wordsOf(printed) || `git ${args[0]} ended with code ${code}.`);
    return printed;
  };
}

/** Without the prefixes that only a terminal needs. */
const wordsOf = (printed: string): string =>
  printed
    .trim()
    .replace(/^(?:fatal|error): /u, "")
    .slice(0, 1000);

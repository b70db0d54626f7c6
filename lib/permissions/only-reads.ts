import { readScript } from "./shell/script";

/** Whether a script is known to change nothing: every program in it only reads, and nothing is redirected to a file. */
export function onlyReads(script: string): boolean {
  return readScript(script).every((part) => {
    if (part.type === "read") return true;
    return part.type === "command" && part.command.opaque === undefined && part.command.effect.type === "reads";
  });
}

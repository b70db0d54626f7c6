import type { Scope } from "./scope";

/** Where we are as the user got there: links stay in the path, as `cd` shows them. */
export function workingFolder({ state, system }: Scope): string {
  const known = state.variables.get("PWD");
  const [a, b] = known?.startsWith("/") === true ? [system.stat(known), system.stat(".")] : [];
  return known !== undefined && a !== undefined && a.inode === b?.inode ? known : system.cwd();
}

import { variable, type Scope } from "./scope";

/** What a shell at a prompt reads before its first line: `~/.bashrc`, or, where it is a login's, the first of the profiles there is. */
export function startFiles(flags: readonly string[], argv0: string, scope: Scope): readonly string[] {
  const home = variable(scope.state, "HOME");
  if (home === undefined) return [];
  const isLogin = argv0.startsWith("-") || flags.some((flag) => /^-\w*l/.test(flag) || flag === "--login");
  if (!isLogin) return flags.includes("--norc") ? [] : [`${home}/.bashrc`];
  if (flags.includes("--noprofile")) return [];
  const profiles = [".bash_profile", ".bash_login", ".profile"].map((name) => `${home}/${name}`);
  const first = profiles.find((path) => scope.system.stat(path)?.type === "file");
  return first === undefined ? [] : ["/etc/profile", first];
}

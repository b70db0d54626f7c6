import { ShellFailure } from "../flow";
import { say, variable, type Scope } from "../scope";
import { arrayOf, valuesOf } from "../shell-array";
import type { Builtin, Shell } from "../shell";
import { workingFolder } from "../working-folder";

/** The folders below the one we are in, the last that was left first. */
const kept = (scope: Scope): string[] => {
  const array = scope.state.arrays.get("DIRSTACK");
  return array ? valuesOf(array) : [];
};

const keep = ({ state }: Scope, folders: readonly string[]): void => {
  state.arrays.set("DIRSTACK", arrayOf(folders));
};

function shown(path: string, scope: Scope): string {
  const home = variable(scope.state, "HOME");
  if (home === undefined || (path !== home && !path.startsWith(`${home}/`))) return path;
  return `~${path.slice(home.length)}`;
}

const line = (scope: Scope): string =>
  `${[workingFolder(scope), ...kept(scope)].map((path) => shown(path, scope)).join(" ")}\n`;

const go = (path: string, scope: Scope, shell: Shell): number => shell.builtin("cd")?.([path], scope, shell) ?? 1;

const dirs: Builtin = (args, scope) => {
  if (args.includes("-c")) {
    keep(scope, []);
    return 0;
  }
  const all = [workingFolder(scope), ...kept(scope)];
  if (args.includes("-v"))
    for (const [at, path] of all.entries()) say(scope, 1, `${String(at).padStart(2)}  ${shown(path, scope)}\n`);
  else if (args.includes("-p")) for (const path of all) say(scope, 1, `${shown(path, scope)}\n`);
  else if (args.includes("-l")) say(scope, 1, `${all.join(" ")}\n`);
  else say(scope, 1, line(scope));
  return 0;
};

const pushd: Builtin = ([to], scope, shell) => {
  const folders = kept(scope);
  const before = workingFolder(scope);
  const target = to ?? folders.shift();
  if (target === undefined) throw new ShellFailure("pushd: no other directory");
  go(target, scope, shell);
  keep(scope, [before, ...folders]);
  say(scope, 1, line(scope));
  return 0;
};

const popd: Builtin = (_args, scope, shell) => {
  const [to, ...folders] = kept(scope);
  if (to === undefined) throw new ShellFailure("popd: directory stack empty");
  go(to, scope, shell);
  keep(scope, folders);
  say(scope, 1, line(scope));
  return 0;
};

export const folders: Readonly<Record<string, Builtin>> = { dirs, popd, pushd };

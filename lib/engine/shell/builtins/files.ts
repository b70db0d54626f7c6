import { normalizePath } from "@/lib/base";
import { ShellFailure } from "../flow";
import { say, variable, type Scope } from "../scope";
import { workingFolder } from "../working-folder";
import { SystemError } from "../system";
import { isBinaryTest, testBinary, testUnary } from "../test-expression";
import type { Builtin } from "../shell";
import { umask } from "./umask";

function change(scope: Scope, path: string): void {
  const { state, system } = scope;
  const before = workingFolder(scope);
  try {
    system.chdir(path);
  } catch (error) {
    if (error instanceof SystemError) throw new ShellFailure(`cd: ${path}: ${error.message}`);
    throw error;
  }
  state.variables.set("OLDPWD", before);
  state.variables.set("PWD", normalizePath(path.startsWith("/") ? path : `${before}/${path}`));
  for (const name of ["PWD", "OLDPWD"]) state.exported.add(name);
}

/** `CDPATH`: the folders in which a name without a path is looked for. */
function foundAlong(path: string, { state, system }: Scope): string | undefined {
  const folders = variable(state, "CDPATH");
  if (folders === undefined || folders === "" || /^\.{0,2}(?:\/|$)/.test(path)) return undefined;
  const places = folders.split(":").filter((folder) => folder !== "" && folder !== ".");
  return places.map((folder) => `${folder}/${path}`).find((place) => system.stat(place)?.type === "directory");
}

const cd: Builtin = (args, scope) => {
  const named = args.filter((arg) => !/^-[LPe@]+$/.test(arg) && arg !== "--");
  if (named.length > 1) throw new ShellFailure("cd: too many arguments");
  const [to] = named;
  const path = to === "-" ? variable(scope.state, "OLDPWD") : (to ?? variable(scope.state, "HOME"));
  if (path === undefined) throw new ShellFailure(`cd: ${to === "-" ? "OLDPWD" : "HOME"} not set`);
  const among = foundAlong(path, scope);
  change(scope, among ?? path);
  if (to === "-" || among !== undefined) say(scope, 1, `${workingFolder(scope)}\n`);
  return 0;
};

const pwd: Builtin = (args, scope) => {
  say(scope, 1, `${args.includes("-P") ? scope.system.cwd() : workingFolder(scope)}\n`);
  return 0;
};

/** Splits at `-o` and then `-a`, which bind the weakest. */
function combined(args: readonly string[], scope: Scope): boolean | undefined {
  if (args.length <= 3) return undefined;
  const or = args.lastIndexOf("-o");
  if (or > 0) return judge(args.slice(0, or), scope) || judge(args.slice(or + 1), scope);
  const and = args.lastIndexOf("-a");
  return and > 0 ? judge(args.slice(0, and), scope) && judge(args.slice(and + 1), scope) : undefined;
}

function judge(args: readonly string[], scope: Scope): boolean {
  const [a = "", b = "", c = ""] = args;
  if (args.length < 2) return a !== "";
  const parts = combined(args, scope);
  if (parts !== undefined) return parts;
  if (args.length === 3 && isBinaryTest(b)) return testBinary(a, b, c, scope);
  if (a === "!") return !judge(args.slice(1), scope);
  if (a === "(" && args.at(-1) === ")") return judge(args.slice(1, -1), scope);
  if (args.length === 2) return testUnary(a, b, scope);
  throw new ShellFailure("too many arguments", 2);
}

const bracket: Builtin = (args, scope) => {
  if (args.at(-1) !== "]") throw new ShellFailure("missing `]'", 2);
  return Number(!judge(args.slice(0, -1), scope));
};

/** A fault is told with the name of who found it. */
const named =
  (name: string, test: Builtin): Builtin =>
  (args, scope, shell) => {
    try {
      return test(args, scope, shell);
    } catch (error) {
      if (!(error instanceof ShellFailure)) throw error;
      throw new ShellFailure(`${name}: ${error.message}`, error.status);
    }
  };

export const files: Readonly<Record<string, Builtin>> = {
  cd,
  pwd,
  umask,
  test: named("test", (args, scope) => Number(!judge(args, scope))),
  "[": named("[", bracket),
};

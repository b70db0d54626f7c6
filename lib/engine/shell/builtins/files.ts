import { normalizePath } from "@/lib/base";
import { ShellFailure } from "../flow";
import { say, variable, type Scope } from "../scope";
import { workingFolder } from "../working-folder";
import { SystemError } from "../system";
import { isBinaryTest, testBinary, testUnary } from "../test-expression";
import type { Builtin } from "../shell";

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

const cd: Builtin = (args, scope) => {
  const [to] = args.filter((arg) => !/^-[LPe]+$/.test(arg) && arg !== "--");
  const path = to === "-" ? variable(scope.state, "OLDPWD") : (to ?? variable(scope.state, "HOME"));
  if (path === undefined) throw new ShellFailure(`cd: ${to === "-" ? "OLDPWD" : "HOME"} not set`);
  change(scope, path);
  if (to === "-") say(scope, 1, `${workingFolder(scope)}\n`);
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
  throw new ShellFailure(`test: ${b}: unexpected argument`, 2);
}

const bracket: Builtin = (args, scope) => {
  if (args.at(-1) !== "]") throw new ShellFailure("[: missing `]'", 2);
  return Number(!judge(args.slice(0, -1), scope));
};

const umask: Builtin = ([mask], scope) => {
  if (mask !== undefined) scope.system.umask(Number.parseInt(mask, 8));
  else say(scope, 1, `${scope.system.umask(-1).toString(8).padStart(4, "0")}\n`);
  return 0;
};

export const files: Readonly<Record<string, Builtin>> = {
  cd,
  pwd,
  umask,
  test: (args, scope) => Number(!judge(args, scope)),
  "[": bracket,
};

import { commands } from "../coreutils/commands.data";
import type { Program } from "../protocol/spawn-spec";

/** The version whose library the build has packed. */
export const nodeVersion = "v24.21.0";

const coreutils: Program = { type: "script", path: "/usr/lib/tabsmith/coreutils.cjs" };

const python: Program = { type: "script", path: "/usr/lib/tabsmith/python.cjs" };

/** What the shell does itself and what is a program as well. */
const builtins = ["[", "echo", "false", "kill", "printf", "pwd", "test", "true"];

/** What there is to run before anything is installed. */
export const programs: Readonly<Record<string, Program>> = {
  "/usr/bin/node": { type: "node" },
  "/usr/bin/npm": { type: "script", path: "/usr/lib/node_modules/npm/bin/npm-cli.js" },
  "/usr/bin/npx": { type: "script", path: "/usr/lib/node_modules/npm/bin/npx-cli.js" },
  "/usr/bin/git": { type: "script", path: "/usr/lib/git/git.cjs" },
  "/usr/bin/python": python,
  "/usr/bin/python3": python,
  "/usr/bin/pip": python,
  "/usr/bin/pip3": python,
  "/bin/sh": { type: "builtin", name: "sh" },
  "/bin/bash": { type: "builtin", name: "sh" },
  "/bin/jsh": { type: "builtin", name: "sh" },
  ...Object.fromEntries(builtins.map((name) => [`/usr/bin/${name}`, { type: "builtin", name }] as const)),
  ...Object.fromEntries(commands.map((name) => [`/usr/bin/${name}`, coreutils] as const)),
};

import fs from "node:fs";
import { tool, ToolFailure, usage } from "../lines/run-tool";
import { reasonOf, type Call, type Command } from "../own/command";

const withoutSlashes = (path: string): string => path.replace(/(?<=.)\/+$/u, "");

function lastPart(path: string, suffix: string): string {
  const plain = withoutSlashes(path);
  if (/^\/+$/u.test(plain)) return "/";
  const name = plain.slice(plain.lastIndexOf("/") + 1);
  return suffix !== "" && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

/** The last part of a path. */
export const basename = tool(
  { short: "as:z", long: { multiple: "a", suffix: "s=", zero: "z" }, leading: true },
  ({ out }, { has, value, rest }) => {
    const end = has("z") ? "\0" : "\n";
    if (rest.length === 0) return usage("missing operand");
    if (has("a") || has("s")) {
      for (const path of rest) out(lastPart(path, value("s") ?? "") + end);
      return 0;
    }
    if (rest.length > 2) return usage(`extra operand '${rest[2] ?? ""}'`);
    out(lastPart(rest[0] ?? "", rest[1] ?? "") + end);
    return 0;
  },
);

function folderPart(path: string): string {
  const plain = withoutSlashes(path);
  const at = plain.lastIndexOf("/");
  if (at === -1) return ".";
  return withoutSlashes(plain.slice(0, at)) || "/";
}

/** All but the last part of a path. */
export const dirname = tool({ short: "z", long: { zero: "z" } }, ({ out }, { has, rest }) => {
  if (rest.length === 0) return usage("missing operand");
  for (const path of rest) out(folderPart(path) + (has("z") ? "\0" : "\n"));
  return 0;
});

/** The numbers of those whom the system knows. */
const known: Readonly<Record<string, number>> = { root: 0, user: 1000 };

function idOf(name: string, what: string): number | undefined {
  if (name === "") return undefined;
  if (/^\d+$/u.test(name)) return Number(name);
  const own = process.env["USER"] === name ? process.getuid?.() : undefined;
  const id = own ?? (Object.hasOwn(known, name) ? known[name] : undefined);
  if (id === undefined) throw new ToolFailure(`invalid ${what}: '${name}'`);
  return id;
}

function* treeOf(path: string): Iterable<string> {
  yield path;
  if (!fs.lstatSync(path).isDirectory()) return;
  for (const name of fs.readdirSync(path)) yield* treeOf(`${path.replace(/\/$/u, "")}/${name}`);
}

const table = {
  short: "cfhvRHLP",
  long: {
    changes: "c",
    silent: "f",
    quiet: "f",
    verbose: "v",
    recursive: "R",
    dereference: "L",
    "no-dereference": "h",
    reference: "reference=",
    "preserve-root": "root",
  },
} as const;

function give(
  call: Call,
  paths: Iterable<string>,
  user: number | undefined,
  group: number | undefined,
  follows: boolean,
): number {
  let code = 0;
  for (const path of paths) {
    try {
      const { uid, gid } = fs.lstatSync(path);
      (follows ? fs.chownSync : fs.lchownSync)(path, user ?? uid, group ?? gid);
    } catch (error) {
      const reason = reasonOf(error);
      const verb =
        reason === "No such file or directory"
          ? "cannot access"
          : `changing ${call.name === "chgrp" ? "group" : "ownership"} of`;
      call.complain(`${verb} '${path}': ${reason}`);
      code = 1;
    }
  }
  return code;
}

/** Whom files are given to: `user:group`, or as another file has it. */
function ownersOf(spec: string, isGroup: boolean, reference: string | undefined): readonly [number?, number?] {
  if (reference !== undefined) {
    const { uid, gid } = fs.statSync(reference);
    return [isGroup ? undefined : uid, gid];
  }
  const [owner = "", group = ""] = isGroup ? ["", spec] : spec.split(/[:.]/u);
  return [idOf(owner, "user"), idOf(group, "group")];
}

const owning = (isGroup: boolean): Command =>
  tool(table, (call, { has, value, rest }) => {
    const reference = value("reference");
    const [spec, ...files] = reference === undefined ? rest : ["", ...rest];
    if (spec === undefined) return usage("missing operand");
    if (files.length === 0) return usage(`missing operand after '${spec}'`);
    const [user, group] = ownersOf(spec, isGroup, reference);
    const paths = files.flatMap((file) => (has("R") && fs.existsSync(file) ? Array.from(treeOf(file)) : [file]));
    return give(call, paths, user, group, !has("h"));
  });

export const chown = owning(false);
export const chgrp = owning(true);

import fs from "node:fs";
import { tool, ToolFailure, usage } from "../lines/run-tool";
import { forEach, reasonOf, type Command } from "../own/command";

/** One name less. */
export const unlink = tool({ short: "", long: {} }, (_, { rest }) => {
  const [file, extra] = rest;
  if (file === undefined) return usage("missing operand");
  if (extra !== undefined) return usage(`extra operand '${extra}'`);
  try {
    fs.unlinkSync(file);
    return 0;
  } catch (error) {
    throw new ToolFailure(`cannot unlink '${file}': ${reasonOf(error)}`);
  }
});

/** One name more. */
export const link = tool({ short: "", long: {} }, (_, { rest }) => {
  const [from, to, extra] = rest;
  if (from === undefined) return usage("missing operand");
  if (to === undefined) return usage(`missing operand after '${from}'`);
  if (extra !== undefined) return usage(`extra operand '${extra}'`);
  try {
    fs.linkSync(from, to);
    return 0;
  } catch (error) {
    throw new ToolFailure(`cannot create link '${to}' to '${from}': ${reasonOf(error)}`);
  }
});

/** Overwrites a file before it is removed. */
export const shred = tool(
  {
    short: "fn:s:uvxz",
    long: { force: "f", iterations: "n=", size: "s=", remove: "u?", verbose: "v", exact: "x", zero: "z" },
  },
  (call, { has, rest }) => {
    if (rest.length === 0) return usage("missing file operand");
    return forEach(call, rest, "", (file) => {
      const { size } = fs.statSync(file);
      fs.writeFileSync(file, crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
      fs.truncateSync(file, 0);
      fs.writeFileSync(file, new Uint8Array(size));
      if (has("u")) fs.unlinkSync(file);
    });
  },
);

/** There is one user, who has logged in nowhere. */
export const users: Command = () => 0;
export const logname: Command = ({ complain }) => {
  complain("no login name");
  return 1;
};

const limits: Readonly<Record<string, string>> = {
  PAGESIZE: "4096",
  PAGE_SIZE: "4096",
  ARG_MAX: "2097152",
  PATH_MAX: "4096",
  NAME_MAX: "255",
  OPEN_MAX: "1048576",
  LONG_BIT: "64",
  CHAR_BIT: "8",
  INT_MAX: "2147483647",
  CLK_TCK: "100",
  PATH: "/bin:/usr/bin",
};

/** What the system's limits are. */
export const getconf = tool({ short: "av:", long: {} }, ({ out }, { rest }) => {
  const [name] = rest;
  if (name === undefined) throw new ToolFailure("Usage: getconf [-v specification] variable_name [pathname]");
  const cores =
    name === "_NPROCESSORS_ONLN" || name === "_NPROCESSORS_CONF" ? String(navigator.hardwareConcurrency) : undefined;
  const value = cores ?? (Object.hasOwn(limits, name) ? limits[name] : undefined);
  if (value === undefined) throw new ToolFailure(`Unrecognized variable \`${name}'`, 2);
  out(`${value}\n`);
  return 0;
});

const categories =
  "CTYPE NUMERIC TIME COLLATE MONETARY MESSAGES PAPER NAME ADDRESS TELEPHONE MEASUREMENT IDENTIFICATION".split(" ");

/** Which language programs speak. */
export const locale = tool({ short: "am", long: { "all-locales": "a" } }, ({ out }, { has }) => {
  if (has("a")) {
    out("C\nC.utf8\nPOSIX\n");
    return 0;
  }
  const { env } = process;
  const lang = env["LANG"] ?? "";
  const all = env["LC_ALL"] ?? "";
  const one = (name: string): string => env[`LC_${name}`] ?? `"${all || lang || "POSIX"}"`;
  out(`LANG=${lang}\nLANGUAGE=${env["LANGUAGE"] ?? ""}\n`);
  for (const name of categories) out(`LC_${name}=${one(name)}\n`);
  out(`LC_ALL=${all}\n`);
  return 0;
});

const sizes: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, KB: 1e3, MB: 1e6 };

/** Room for a file. */
export const fallocate = tool(
  { short: "l:o:n", long: { length: "l=", offset: "o=", "keep-size": "n" } },
  (_, { value, rest }) => {
    const [file] = rest;
    const [, number, unit = ""] = /^(\d+)([KMG]?B?)(?:iB)?$/u.exec(value("l") ?? "") ?? [];
    if (file === undefined) throw new ToolFailure("no filename specified");
    if (number === undefined) throw new ToolFailure("no length argument specified");
    const descriptor = fs.openSync(file, "a");
    const length = Number(number) * (sizes[unit] ?? 1);
    if (fs.fstatSync(descriptor).size < length) fs.ftruncateSync(descriptor, length);
    fs.closeSync(descriptor);
    return 0;
  },
);

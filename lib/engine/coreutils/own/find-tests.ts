import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { FindFailure, type FindTest, type FindWalk } from "./find-entry";
import { kindLetter, printed } from "./find-format";
import { globPattern } from "./glob-pattern";
import { modeFrom, permissionText } from "./modes";
import { ownerName } from "./owners";

/** Makes a test from the words that follow its name. */
type Maker = (next: () => string, walk: FindWalk) => FindTest;

/** `+3`, `-3`, `3` */
function compared(name: string, text: string): (value: number) => boolean {
  const [, sign = "", digits] = /^([-+]?)(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (digits === undefined) throw new FindFailure(`invalid argument \`${text}' to \`${name}'`);
  const limit = Number(digits);
  if (sign === "+") return (value) => value > limit;
  return sign === "-" ? (value) => value < limit : (value) => value === limit;
}

const units: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

const bySize: Maker = (next) => {
  const [, count = "", unit = "b"] = /^([-+]?\d+)([cwbkMG]?)$/.exec(next()) ?? [];
  const fits = compared("-size", count);
  const size = units[unit || "b"] ?? 512;
  return ({ stat }) => fits(Math.ceil(stat.size / size));
};

const byAge =
  (name: string, field: "mtimeMs" | "atimeMs" | "ctimeMs", unit: number): Maker =>
  (next) => {
    const fits = compared(name, next());
    const now = Date.now();
    const rounded = unit === 60_000 ? Math.ceil : Math.floor;
    return ({ stat }) => fits(rounded((now - stat[field]) / unit));
  };

const newer: Maker = (next) => {
  const than = fs.statSync(next()).mtimeMs;
  return ({ stat }) => stat.mtimeMs > than;
};

const byPermission: Maker = (next) => {
  const text = next();
  const sign = /^[-/]/.test(text) ? text.slice(0, 1) : "";
  const wanted = modeFrom(text.slice(sign.length), 0, false);
  if (wanted === undefined) throw new FindFailure(`invalid mode \`${text}'`);
  return ({ stat }) => {
    const has = stat.mode & 0o7777;
    if (sign === "-") return (has & wanted) === wanted;
    return sign === "/" ? wanted === 0 || (has & wanted) !== 0 : has === wanted;
  };
};

const byKind: Maker = (next) => {
  const kinds = next().split(",");
  return (entry) => kinds.includes(kindLetter(entry));
};

const byName =
  (of: (entry: Parameters<FindTest>[0]) => string, ignoresCase: boolean): Maker =>
  (next) => {
    const pattern = globPattern(next(), ignoresCase);
    return (entry) => pattern.test(of(entry));
  };

/** Emacs' way, which `find` has always had: alternation and groups with a backslash. */
function expression(text: string, extended: boolean): string {
  return extended ? text : text.replace(/\\([|()])|[|(){}]/g, (all, sign?: string) => sign ?? `\\${all}`);
}

const byExpression =
  (ignoresCase: boolean): Maker =>
  (next, walk) => {
    const source = expression(next(), Reflect.get(walk, "extended") === true);
    const pattern = new RegExp(`^(?:${source})$`, ignoresCase ? "i" : "");
    return ({ path }) => pattern.test(path);
  };

const accessible =
  (mode: number): Maker =>
  () =>
  ({ path }) => {
    try {
      fs.accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  };

const isEmpty: FindTest = ({ path, stat }) =>
  stat.isDirectory() ? fs.readdirSync(path).length === 0 : stat.isFile() && stat.size === 0;

const exec =
  (inFolder: boolean, asks: boolean): Maker =>
  (next, walk) => {
    const command: string[] = [];
    for (let word = next(); word !== ";"; word = next()) {
      if (word === "+" && command.at(-1) === "{}") return inBatches(command.slice(0, -1), inFolder, walk);
      command.push(word);
    }
    if (asks) return () => false;
    return ({ path, name }) => {
      const shown = inFolder ? `./${name}` : path;
      const folder = inFolder ? path.slice(0, Math.max(0, path.lastIndexOf("/"))) || "." : undefined;
      return (
        walk.spawn(
          command.map((word) => word.replaceAll("{}", () => shown)),
          folder,
        ) === 0
      );
    };
  };

function inBatches(command: readonly string[], inFolder: boolean, walk: FindWalk): FindTest {
  const paths: string[] = [];
  let length = 0;
  const flush = () => {
    const batch = paths.splice(0);
    length = 0;
    if (batch.length > 0 && walk.spawn([...command, ...batch]) !== 0) walk.failed = true;
  };
  walk.atEnd.push(flush);
  return ({ path }) => {
    paths.push(inFolder ? join(".", path) : path);
    length += path.length + 1;
    if (length > 100_000) flush();
    return true;
  };
}

const remove: Maker = (_next, walk) => {
  walk.depthFirst = true;
  return ({ path, stat }) => {
    if (path === ".") return true;
    try {
      if (stat.isDirectory()) fs.rmdirSync(path);
      else fs.unlinkSync(path);
      return true;
    } catch {
      walk.complain(`cannot delete ‘${path}’: ${stat.isDirectory() ? "Directory not empty" : "Permission denied"}`);
      walk.failed = true;
      return false;
    }
  };
};

const listed: FindTest = () => true;

const writes =
  (text: (entry: Parameters<FindTest>[0]) => string): Maker =>
  (_next, walk) =>
  (entry) => {
    walk.out(text(entry));
    return listed(entry);
  };

const longLine = (entry: Parameters<FindTest>[0]): string => {
  const { stat, path } = entry;
  const when = stat.mtime.toDateString().slice(4, 10);
  const columns = [stat.ino, Math.ceil(stat.blocks / 2), permissionText(stat), stat.nlink];
  return `${columns.join(" ")} ${ownerName(stat.uid)} ${ownerName(stat.gid)} ${stat.size} ${when} ${path}\n`;
};

const setting =
  (change: (walk: FindWalk, next: () => string) => void): Maker =>
  (next, walk) => {
    change(walk, next);
    return () => true;
  };

const depthOf = (name: string, text: string): number => {
  if (!/^\d+$/.test(text))
    throw new FindFailure(`Expected a positive decimal integer argument to ${name}, but got ‘${text}’`);
  return Number(text);
};

export const findTests: Readonly<Record<string, Maker>> = {
  "-name": byName(({ name }) => name, false),
  "-iname": byName(({ name }) => name, true),
  "-path": byName(({ path }) => path, false),
  "-wholename": byName(({ path }) => path, false),
  "-ipath": byName(({ path }) => path, true),
  "-lname": byName(({ path, stat }) => (stat.isSymbolicLink() ? fs.readlinkSync(path) : ""), false),
  "-regex": byExpression(false),
  "-iregex": byExpression(true),
  "-regextype": setting((walk, next) => void Reflect.set(walk, "extended", /extended|awk|egrep/.test(next()))),
  "-type": byKind,
  "-size": bySize,
  "-empty": () => isEmpty,
  "-mtime": byAge("-mtime", "mtimeMs", 86_400_000),
  "-atime": byAge("-atime", "atimeMs", 86_400_000),
  "-ctime": byAge("-ctime", "ctimeMs", 86_400_000),
  "-mmin": byAge("-mmin", "mtimeMs", 60_000),
  "-amin": byAge("-amin", "atimeMs", 60_000),
  "-cmin": byAge("-cmin", "ctimeMs", 60_000),
  "-newer": newer,
  "-perm": byPermission,
  "-readable": accessible(4),
  "-writable": accessible(2),
  "-executable": accessible(1),
  "-links": (next) => {
    const fits = compared("-links", next());
    return ({ stat }) => fits(stat.nlink);
  },
  "-inum": (next) => {
    const fits = compared("-inum", next());
    return ({ stat }) => fits(stat.ino);
  },
  "-user": (next) => {
    const name = next();
    return ({ stat }) => ownerName(stat.uid) === name || String(stat.uid) === name;
  },
  "-group": (next) => {
    const name = next();
    return ({ stat }) => ownerName(stat.gid) === name || String(stat.gid) === name;
  },
  "-nouser":
    () =>
    ({ stat }) =>
      stat.uid !== os.userInfo().uid && /^\d/.test(ownerName(stat.uid)),
  "-samefile": (next) => {
    const { ino } = fs.statSync(next());
    return ({ stat }) => stat.ino === ino;
  },
  "-true": () => () => true,
  "-false": () => () => false,
  "-print": writes(({ path }) => `${path}\n`),
  "-print0": writes(({ path }) => `${path}\0`),
  "-ls": writes(longLine),
  "-printf": (next, walk) => {
    const format = next();
    return (entry) => {
      walk.out(printed(format, entry));
      return true;
    };
  },
  "-exec": exec(false, false),
  "-execdir": exec(true, false),
  "-ok": exec(false, true),
  "-delete": remove,
  "-prune": (_next, walk) => () => (walk.prunes = true),
  "-quit": (_next, walk) => () => (walk.quits = true),
  "-maxdepth": setting((walk, next) => void (walk.maxDepth = depthOf("-maxdepth", next()))),
  "-mindepth": setting((walk, next) => void (walk.minDepth = depthOf("-mindepth", next()))),
  "-depth": setting((walk) => void (walk.depthFirst = true)),
  "-d": setting((walk) => void (walk.depthFirst = true)),
  "-follow": setting((walk) => void (walk.followsLinks = true)),
  ...Object.fromEntries(["-xdev", "-mount", "-noleaf", "-ignore_readdir_race"].map((name) => [name, () => () => true])),
};

/** After one of these, what is found isn't printed by itself. */
export const findActions = new Set([
  "-print",
  "-print0",
  "-printf",
  "-ls",
  "-exec",
  "-execdir",
  "-ok",
  "-delete",
  "-quit",
]);

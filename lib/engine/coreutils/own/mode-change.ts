import fs from "node:fs";
import { join } from "node:path";
import { reasonOf, type Call, type Command } from "./command";
import { modeFrom, permissionText } from "./modes";

interface Change {
  /** The mode that a file gets; undefined where the text is no mode. */
  readonly modeFor: (stat: fs.Stats) => number | undefined;
  readonly has: (letter: string) => boolean;
}

class NoMode extends Error {}

function tell({ out }: Call, name: string, stat: fs.Stats, mode: number, has: Change["has"]): void {
  const before = stat.mode & 0o7777;
  const isSame = mode === before;
  if (!has("v") && (isSame || !has("c"))) return;
  const shown = (value: number) => {
    const letters = permissionText(Object.assign(Object.create(stat), { mode: value }) as fs.Stats).slice(1);
    return `${value.toString(8).padStart(4, "0")} (${letters})`;
  };
  out(
    `mode of '${name}' ${isSame ? `retained as ${shown(mode)}` : `changed from ${shown(before)} to ${shown(mode)}`}\n`,
  );
}

/** Answers whether all went well. */
function change(call: Call, name: string, how: Change): boolean {
  try {
    const stat = fs.statSync(name);
    const mode = how.modeFor(stat);
    if (mode === undefined) throw new NoMode();
    fs.chmodSync(name, mode);
    tell(call, name, stat, mode, how.has);
    if (!stat.isDirectory() || !how.has("R")) return true;
  } catch (error) {
    if (error instanceof NoMode) throw error;
    call.complain(`cannot access '${name}': ${reasonOf(error)}`);
    return false;
  }
  const inside = fs.readdirSync(name).map((child) => join(name, child));
  const own = inside.filter((path) => !fs.lstatSync(path).isSymbolicLink());
  return own.map((path) => change(call, path, how)).every(Boolean);
}

const long: Readonly<Record<string, string>> = {
  "--recursive": "-R",
  "--verbose": "-v",
  "--changes": "-c",
  "--silent": "-f",
  "--quiet": "-f",
};
const like = "--reference=";

/** `755`, `u+x`, `--reference`; `-R` goes into folders. */
export const chmod: Command = (call) => {
  const args = call.args.map((arg) => long[arg] ?? arg);
  const isFlag = (arg: string) => /^-[Rvcf]+$/.test(arg);
  const given = args.filter(isFlag).join("");
  const from = args.find((arg) => arg.startsWith(like))?.slice(like.length);
  const words = args.filter((arg) => !isFlag(arg) && !arg.startsWith(like) && arg !== "--");
  const text = from === undefined ? (words.shift() ?? "") : "";
  if (words.length === 0) {
    call.complain(text === "" ? "missing operand" : `missing operand after ‘${text}’`);
    return 1;
  }
  const umask = process.umask();
  const modeFor = (stat: fs.Stats) =>
    from === undefined
      ? modeFrom(text, stat.mode & 0o7777, stat.isDirectory(), umask)
      : fs.statSync(from).mode & 0o7777;
  try {
    const how: Change = { modeFor, has: (letter) => given.includes(letter) };
    return Number(!words.map((name) => change(call, name, how)).every(Boolean));
  } catch (error) {
    if (!(error instanceof NoMode)) throw error;
    call.complain(`invalid mode: ‘${text}’`);
    return 1;
  }
};

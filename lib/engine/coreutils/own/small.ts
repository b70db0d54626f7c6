import fs from "node:fs";
import os from "node:os";
import { forEach, readFlags, reasonOf, type Command } from "./command";
import { named, whole } from "./texts";

const units: Readonly<Record<string, number>> = {
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
  KB: 1000,
  MB: 1e6,
  GB: 1e9,
  k: 1024,
  m: 1024 ** 2,
  "": 1,
};

type Resize = (size: number) => number;

/** `5K`, `+1`, `%4096`; undefined where it is no size. */
function resizeOf(text: string): Resize | undefined {
  const [, sign = "", digits, unit = ""] = /^([-+<>/%]?)(\d+)([KMGTkm]B?|)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits) * (units[unit] ?? 1);
  const made: Readonly<Record<string, Resize>> = {
    "": () => count,
    "+": (size) => size + count,
    "-": (size) => Math.max(0, size - count),
    "<": (size) => Math.min(size, count),
    ">": (size) => Math.max(size, count),
    "/": (size) => Math.floor(size / count) * count,
    "%": (size) => Math.ceil(size / count) * count,
  };
  return made[sign];
}

export const truncate: Command = (call) => {
  const flags = readFlags(call.args, "sr", { size: "s", reference: "r", "no-create": "c", "io-blocks": "o" });
  const [text, like] = [flags.value("s"), flags.value("r")];
  const resize = resizeOf(text ?? "+0");
  const wrong = [
    [text === undefined && like === undefined, "you must specify either ‘--size’ or ‘--reference’"],
    [flags.rest.length === 0, "missing file operand"],
    [resize === undefined, `Invalid number: ‘${text ?? ""}’`],
  ].find(([is]) => is === true);
  if (wrong !== undefined || resize === undefined) {
    call.complain(String(wrong?.[1]));
    return 1;
  }
  return forEach(call, flags.rest, "cannot open ", (name) => {
    const there = fs.statSync(name, { throwIfNoEntry: false });
    if (!there && flags.has("c")) return;
    if (!there) fs.closeSync(fs.openSync(name, "a"));
    fs.truncateSync(name, resize(like === undefined ? (there?.size ?? 0) : fs.statSync(like).size));
  });
};

function primesOf(number: bigint): bigint[] {
  const found: bigint[] = [];
  let left = number;
  for (let by = 2n; by * by <= left; by += by === 2n ? 1n : 2n) {
    for (; left % by === 0n; left /= by) found.push(by);
  }
  return left > 1n ? [...found, left] : found;
}

export const factor: Command = async (call) => {
  const words =
    call.args.length > 0
      ? call.args
      : Buffer.from(await whole(call, "-"))
          .toString()
          .split(/\s+/)
          .filter(Boolean);
  let code = 0;
  for (const word of words) {
    if (!/^\+?\d+$/.test(word)) {
      call.complain(`‘${word}’ is not a valid positive integer`);
      code = 1;
      continue;
    }
    const number = BigInt(word.replace("+", ""));
    call.out(`${[`${number}:`, ...primesOf(number)].join(" ")}\n`);
  }
  return code;
};

export const whoami: Command = ({ out }) => {
  out(`${os.userInfo().username}\n`);
  return 0;
};

export const hostname: Command = ({ args, out }) => {
  out(`${args.includes("-i") || args.includes("-I") ? "127.0.0.1" : os.hostname()}\n`);
  return 0;
};

export const arch: Command = ({ out }) => {
  out(`${os.machine()}\n`);
  return 0;
};

export const sync: Command = () => 0;

export const tty: Command = ({ args, out }) => {
  const isThere = process.stdin.isTTY;
  if (!args.includes("-s")) {
    let name = "not a tty";
    if (isThere) {
      try {
        name = fs.readlinkSync("/proc/self/fd/0");
      } catch {
        name = "/dev/tty";
      }
    }
    out(`${name}\n`);
  }
  return isThere ? 0 : 1;
};

/** The lines in turned order, each with its own end; several files one after another. */
export const tac: Command = async (call) => {
  const flags = readFlags(call.args, "s", { separator: "s", before: "b" });
  const separator = flags.value("s") || "\n";
  let code = 0;
  for (const name of named(flags.rest)) {
    try {
      const text = Buffer.from(await whole(call, name)).toString("latin1");
      const parts = text.split(Buffer.from(separator).toString("latin1"));
      const last = parts.pop() ?? "";
      const mark = Buffer.from(separator).toString("latin1");
      call.out(
        Buffer.from(
          last +
            parts
              .toReversed()
              .map((part) => part + mark)
              .join(""),
          "latin1",
        ),
      );
    } catch (error) {
      call.complain(`failed to open '${name}' for reading: ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
};

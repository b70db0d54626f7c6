import { createHash } from "node:crypto";
import fs from "node:fs";
import { readFlags, reasonOf, type Call, type Command } from "./command";
import { named, pieces } from "./texts";

async function digestOf(call: Call, name: string, algorithm: string): Promise<string> {
  if (name !== "-" && fs.statSync(name).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  if (name !== "-") fs.accessSync(name, fs.constants.R_OK);
  const hash = createHash(algorithm);
  for await (const piece of pieces(call, [name], () => undefined)) hash.update(piece);
  return hash.digest("hex");
}

const plural = (count: number, one: string, many: string) => `WARNING: ${count} ${count === 1 ? one : many}`;

interface Expected {
  readonly sum: string;
  readonly name: string;
}

function expectedIn(line: string): Expected | undefined {
  const tagged = /^\w+ \((?<name>.+)\) = (?<sum>[\da-f]+)$/.exec(line)?.groups;
  const found = tagged ?? /^\\?(?<sum>[\da-fA-F]+) [ *](?<name>.+)$/.exec(line)?.groups;
  return found && { sum: (found["sum"] ?? "").toLowerCase(), name: found["name"] ?? "" };
}

interface Tally {
  wrong: number;
  missing: number;
  bad: number;
  good: number;
}

async function checkOne(
  call: Call,
  { sum, name }: Expected,
  algorithm: string,
  has: (flag: string) => boolean,
  tally: Tally,
) {
  const say = (verdict: string) => {
    if (!has("status")) call.out(`${name}: ${verdict}\n`);
  };
  try {
    const isSame = (await digestOf(call, name, algorithm)) === sum;
    tally[isSame ? "good" : "wrong"]++;
    if (!isSame || !has("quiet")) say(isSame ? "OK" : "FAILED");
  } catch (error) {
    if (has("ignore-missing")) return;
    tally.missing++;
    call.complain(`${name}: ${reasonOf(error)}`);
    say("FAILED open or read");
  }
}

function warn({ complain }: Call, { bad, missing, wrong }: Tally): void {
  if (bad > 0) complain(plural(bad, "line is improperly formatted", "lines are improperly formatted"));
  if (missing > 0) complain(plural(missing, "listed file could not be read", "listed files could not be read"));
  if (wrong > 0) complain(plural(wrong, "computed checksum did NOT match", "computed checksums did NOT match"));
}

/** Compares files with the sums that a list has for them. */
async function check(
  call: Call,
  lists: readonly string[],
  algorithm: string,
  has: (flag: string) => boolean,
): Promise<number> {
  const tally: Tally = { wrong: 0, missing: 0, bad: 0, good: 0 };
  for (const list of lists) {
    const text = fs.readFileSync(list === "-" ? 0 : list, "utf8");
    const lines = text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(expectedIn);
    const known = lines.filter((line) => line !== undefined);
    if (known.length === 0) call.complain(`${list}: no properly formatted checksum lines found`);
    else tally.bad += lines.length - known.length;
    for (const one of known) await checkOne(call, one, algorithm, has, tally);
  }
  if (!has("status")) warn(call, tally);
  return Number(tally.wrong + tally.missing > 0 || tally.good === 0);
}

const summing =
  (algorithm: string): Command =>
  async (call) => {
    const flags = readFlags(call.args, "", { check: "c", binary: "b", text: "t", zero: "z", warn: "w" });
    if (flags.has("c")) {
      try {
        return await check(call, named(flags.rest), algorithm, flags.has);
      } catch (error) {
        call.complain(`${flags.rest[0] ?? "-"}: ${reasonOf(error)}`);
        return 1;
      }
    }
    let code = 0;
    for (const name of named(flags.rest)) {
      try {
        const sum = await digestOf(call, name, algorithm);
        const line = flags.has("tag")
          ? `${algorithm.toUpperCase()} (${name}) = ${sum}`
          : `${sum} ${flags.has("b") ? "*" : " "}${name}`;
        call.out(`${line}${flags.has("z") ? "\0" : "\n"}`);
      } catch (error) {
        call.complain(`${name}: ${reasonOf(error)}`);
        code = 1;
      }
    }
    return code;
  };

export const checksums: Readonly<Record<string, Command>> = Object.fromEntries(
  ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"].map((algorithm) => [`${algorithm}sum`, summing(algorithm)]),
);

/** The polynomial of POSIX's `cksum`, which counts the length in. */
export const cksum: Command = async (call) => {
  let code = 0;
  for (const name of named(readFlags(call.args).rest)) {
    try {
      if (name !== "-") fs.accessSync(name, fs.constants.R_OK);
      let [crc, length] = [0, 0];
      const add = (byte: number) => {
        crc ^= byte << 24;
        for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
      };
      for await (const piece of pieces(call, [name], () => undefined)) {
        length += piece.length;
        for (const byte of piece) add(byte);
      }
      for (let left = length; left > 0; left = Math.floor(left / 256)) add(left % 256);
      call.out(`${~crc >>> 0} ${length}${name === "-" ? "" : ` ${name}`}\n`);
    } catch (error) {
      call.complain(`${name}: ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
};

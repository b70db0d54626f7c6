import fs from "node:fs";
import { reasonOf, type Command } from "../own/command";

const units: Readonly<Record<string, number>> = {
  "": 1,
  c: 1,
  w: 2,
  b: 512,
  kB: 1000,
  K: 1024,
  k: 1024,
  KiB: 1024,
  MB: 1e6,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  GB: 1e9,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
};

/** `4M`, `2x512`; undefined where it is none. */
function sizeOf(text: string): number | undefined {
  let size = 1;
  for (const part of text.split("x")) {
    const [, number, unit = ""] = /^(\d+)(\w*)$/u.exec(part) ?? [];
    const times = units[unit];
    if (number === undefined || times === undefined) return undefined;
    size *= Number(number) * times;
  }
  return size;
}

interface Copied {
  whole: number;
  part: number;
  bytes: number;
}

/** Reads until a block is full or there is no more, as `iflag=fullblock` does; a pipe gives what it has. */
function readBlock(descriptor: number, block: Uint8Array): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, block, 0, block.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
    }
  }
}

function skip(descriptor: number, count: number): void {
  const block = Buffer.alloc(65_536);
  for (let left = count; left > 0;) {
    const got = readBlock(descriptor, block.subarray(0, Math.min(block.length, left)));
    if (got === 0) return;
    left -= got;
  }
}

const conversions: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  ucase: (bytes) => Buffer.from(Buffer.from(bytes).toString("latin1").toUpperCase(), "latin1"),
  lcase: (bytes) => Buffer.from(Buffer.from(bytes).toString("latin1").toLowerCase(), "latin1"),
  swab: (bytes) => bytes.map((byte, at) => bytes[at ^ 1] ?? byte),
};

function report(read: Copied, written: Copied, seconds: number, status: string | undefined): void {
  if (status === "none") return;
  const records = `${read.whole}+${read.part} records in\n${written.whole}+${written.part} records out\n`;
  const count = written.bytes;
  const scaled =
    count >= 1000
      ? ` (${human(count, 1000, ["B", "kB", "MB", "GB"])}, ${human(count, 1024, ["B", "KiB", "MiB", "GiB"])})`
      : "";
  const rate = human(count / Math.max(seconds, 1e-6), 1000, ["B", "kB", "MB", "GB"]);
  const bytes = `${count} byte${count === 1 ? "" : "s"}${scaled} copied, ${Number(seconds.toPrecision(6))} s, ${rate}/s\n`;
  process.stderr.write(records + (status === "noxfer" ? "" : bytes));
}

function human(size: number, base: number, names: readonly string[]): string {
  const power = Math.min(names.length - 1, Math.max(0, Math.floor(Math.log(Math.max(size, 1)) / Math.log(base))));
  const value = size / base ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${names[power] ?? ""}`;
}

interface Job {
  readonly input: number;
  readonly output: number;
  readonly size: number;
  readonly most: number;
  readonly changes: readonly string[];
}

function copy({ input, output, size, most, changes }: Job) {
  const read: Copied = { whole: 0, part: 0, bytes: 0 };
  const written: Copied = { whole: 0, part: 0, bytes: 0 };
  const block = Buffer.alloc(size);
  for (let count = 0; count < most; count++) {
    const got = readBlock(input, block);
    if (got === 0) break;
    read[got === size ? "whole" : "part"] += 1;
    const padded = changes.includes("sync") ? size : got;
    block.fill(0, got, padded);
    const bytes = changes.reduce<Uint8Array>((all, name) => conversions[name]?.(all) ?? all, block.subarray(0, padded));
    for (let at = 0; at < bytes.length;) at += fs.writeSync(output, bytes.subarray(at));
    written[bytes.length === size ? "whole" : "part"] += 1;
    written.bytes += bytes.length;
  }
  return { read, written };
}

function run(operands: ReadonlyMap<string, string>): number {
  const number = (name: string, otherwise: number): number => {
    const text = operands.get(name);
    const size = text === undefined ? otherwise : sizeOf(text);
    if (size === undefined) throw new Error(`invalid number: '${text ?? ""}'`);
    return size;
  };
  const size = number("bs", number("ibs", 512));
  const changes = operands.get("conv")?.split(",") ?? [];
  const from = operands.get("if");
  const into = operands.get("of");
  const seek = number("seek", 0) * number("bs", number("obs", 512));
  const input = from === undefined ? 0 : fs.openSync(from, "r");
  const keeps = changes.includes("notrunc") || seek > 0;
  const output = into === undefined ? 1 : fs.openSync(into, keeps && fs.existsSync(into) ? "r+" : "w");
  const begun = performance.now();
  skip(input, number("skip", 0) * size);
  if (seek > 0) {
    if (!changes.includes("notrunc")) fs.ftruncateSync(output, seek);
    fs.closeSync(output);
  }
  const target = seek > 0 && into !== undefined ? fs.openSync(into, "a") : output;
  const { read, written } = copy({
    input,
    output: target,
    size,
    most: number("count", Number.POSITIVE_INFINITY),
    changes,
  });
  report(read, written, (performance.now() - begun) / 1000, operands.get("status"));
  return 0;
}

/** Copies block by block. */
export const dd: Command = (call) => {
  const operands = new Map<string, string>();
  for (const arg of call.args) {
    const [, name, value] = /^(if|of|bs|ibs|obs|cbs|count|skip|seek|conv|iflag|oflag|status)=(.*)$/su.exec(arg) ?? [];
    if (name === undefined) {
      call.complain(`unrecognized operand '${arg}'`);
      process.stderr.write("Try 'dd --help' for more information.\n");
      return 1;
    }
    operands.set(name, value ?? "");
  }
  try {
    return run(operands);
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException;
    call.complain(
      path === undefined
        ? error instanceof Error && !("code" in error)
          ? error.message
          : reasonOf(error)
        : `failed to open '${path}': ${reasonOf(error)}`,
    );
    return 1;
  }
};

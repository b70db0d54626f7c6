import fs from "node:fs";
import { readFlags, type Call, type Command, type Flags } from "./command";

const names: Readonly<Record<string, string>> = {
  all: "a",
  bytes: "b",
  total: "c",
  "human-readable": "h",
  summarize: "s",
  "max-depth": "d",
  "apparent-size": "apparent",
};

interface Unit {
  readonly bytes: number;
  readonly human: boolean;
  /** The bytes that are in a file rather than those it takes. */
  readonly apparent: boolean;
}

function unitOf(flags: Flags): Unit {
  if (flags.has("b")) return { bytes: 1, human: false, apparent: true };
  const bytes = flags.has("m") ? 1 << 20 : 1024;
  return { bytes, human: flags.has("h"), apparent: flags.has("apparent") };
}

const sizeOf = (stat: fs.Stats, { apparent }: Unit): number => (apparent ? stat.size : stat.blocks * 512);

/** Rounded up, as sizes are told to people. */
export function humanSize(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < 6) [value, unit] = [value / 1024, unit + 1];
  if (unit === 0) return String(bytes);
  const shown = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return shown === "10.0" ? `10${"KMGTPE".charAt(unit - 1)}` : shown + "KMGTPE".charAt(unit - 1);
}

const written = (bytes: number, { human, bytes: unit }: Unit): string =>
  human ? humanSize(bytes) : String(Math.ceil(bytes / unit));

/** What was begun at `.` keeps it in front. */
const below = (folder: string, name: string): string => `${folder.replace(/\/$/, "")}/${name}`;

class Walk {
  failed = false;
  readonly #seen = new Set<number>();
  readonly #unit: Unit;
  readonly #deepest: number;

  constructor(
    readonly call: Call,
    readonly flags: Flags,
  ) {
    this.#unit = unitOf(flags);
    const depth = flags.value("d");
    this.#deepest = flags.has("s") ? 0 : depth === undefined ? Number.POSITIVE_INFINITY : Number(depth);
  }

  tell(bytes: number, name: string): void {
    this.call.out(`${written(bytes, this.#unit)}\t${name}\n`);
  }

  /** Answers what a file and all below it take; one with several names counts once. */
  size(file: string, depth: number): number {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) {
      this.call.complain(`cannot access '${file}': No such file or directory`);
      this.failed = true;
      return 0;
    }
    if (stat.nlink > 1 && !stat.isDirectory()) {
      if (this.#seen.has(stat.ino)) return 0;
      this.#seen.add(stat.ino);
    }
    let bytes = sizeOf(stat, this.#unit);
    if (stat.isDirectory()) for (const name of fs.readdirSync(file)) bytes += this.size(below(file, name), depth + 1);
    const isShown = depth === 0 || stat.isDirectory() || this.flags.has("a");
    if (isShown && depth <= this.#deepest) this.tell(bytes, file);
    return bytes;
  }
}

export const du: Command = (call) => {
  const flags = readFlags(call.args, "d", names);
  const walk = new Walk(call, flags);
  let total = 0;
  for (const name of flags.rest.length > 0 ? flags.rest : ["."]) total += walk.size(name, 0);
  if (flags.has("c")) walk.tell(total, "total");
  return Number(walk.failed);
};

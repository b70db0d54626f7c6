import fs from "node:fs";
import { getStringWidth } from "../../text/string-width";
import { catNames, shownBy } from "./shown-bytes";
import { readFlags, reasonOf, type Call, type Command } from "./command";

const encoder = new TextEncoder();

/** Standard input as it comes, or the files in their order; `-` is standard input among them. */
export async function* pieces(call: Call, names: readonly string[], failed: () => void): AsyncIterable<Uint8Array> {
  for (const name of names.length > 0 ? names : ["-"]) {
    try {
      if (name === "-") yield* process.stdin as AsyncIterable<Uint8Array>;
      else if (fs.statSync(name).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
      else yield* fs.createReadStream(name) as AsyncIterable<Uint8Array>;
    } catch (error) {
      call.complain(`${name}: ${reasonOf(error)}`);
      failed();
    }
  }
}

export const cat: Command = async (call) => {
  const flags = readFlags(call.args, "", catNames);
  let code = 0;
  const show = shownBy(flags);
  for await (const piece of pieces(call, flags.rest, () => (code = 1)))
    call.out(show === undefined ? piece : show(piece));
  return code;
};

export const tee: Command = async (call) => {
  const flags = readFlags(call.args, "", { append: "a" });
  const files = flags.rest.map((name) => fs.openSync(name, flags.has("a") ? "a" : "w"));
  for await (const piece of pieces(call, [], () => undefined)) {
    call.out(piece);
    for (const file of files) fs.writeSync(file, piece);
  }
  return 0;
};

export async function whole(call: Call, name: string): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  if (name !== "-") return fs.readFileSync(name);
  for await (const piece of pieces(call, ["-"], () => undefined)) all.push(piece);
  return Buffer.concat(all);
}

export const named = (names: readonly string[]) => (names.length > 0 ? names : ["-"]);

/** As wide as all the bytes together; what has no size beforehand gets seven. */
function columnWidth(names: readonly string[]): number {
  let bytes = 0;
  let least = 1;
  for (const name of names) {
    const stat = name === "-" ? fs.fstatSync(0) : fs.statSync(name, { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += stat.size;
    else if (stat) least = 7;
  }
  return Math.max(least, String(bytes).length);
}

export const wc: Command = async (call) => {
  const flags = readFlags(call.args, "", { lines: "l", words: "w", bytes: "c", chars: "m", "max-line-length": "L" });
  const asked = ["l", "w", "m", "c", "L"].filter((flag) => flags.has(flag));
  const shown = asked.length > 0 ? asked : ["l", "w", "c"];
  const names = named(flags.rest);
  const totals = new Map<string, number>();
  const write = (counts: ReadonlyMap<string, number>, name: string) => {
    const width = shown.length === 1 && names.length === 1 ? 0 : columnWidth(names);
    const columns = shown.map((flag) => String(counts.get(flag) ?? 0).padStart(width));
    call.out(`${columns.join(" ")}${name === "-" && flags.rest.length === 0 ? "" : ` ${name}`}\n`);
  };
  let code = 0;
  for (const name of names) {
    try {
      const counts = countsOf(await whole(call, name));
      for (const [flag, count] of counts)
        totals.set(flag, flag === "L" ? Math.max(count, totals.get(flag) ?? 0) : count + (totals.get(flag) ?? 0));
      write(counts, name);
    } catch (error) {
      call.complain(`${name}: ${reasonOf(error)}`);
      code = 1;
    }
  }
  if (names.length > 1) write(totals, "total");
  return code;
};

function countsOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  const text = new TextDecoder().decode(bytes);
  const lines = text.split("\n");
  return new Map([
    ["l", lines.length - 1],
    ["w", text.split(/\s+/).filter(Boolean).length],
    ["c", bytes.length],
    ["m", Array.from(text).length],
    ["L", lines.reduce((most, line) => Math.max(most, shownWidth(line)), 0)],
  ]);
}

/** A tab goes to the next stop. */
const shownWidth = (line: string): number =>
  line.split("\t").reduce((at, part, place) => (place === 0 ? at : at + 8 - (at % 8)) + getStringWidth(part), 0);

export const sleep: Command = async (call) => {
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  let seconds = 0;
  if (call.args.length === 0) {
    call.complain("missing operand");
    process.stderr.write("Try 'sleep --help' for more information.\n");
    return 1;
  }
  for (const arg of call.args) {
    const [, number, unit = ""] = /^(\d*\.?\d+)([smhd]?)$/.exec(arg) ?? [];
    if (number === undefined) {
      call.complain(`invalid time interval '${arg}'`);
      process.stderr.write("Try 'sleep --help' for more information.\n");
      return 1;
    }
    seconds += Number(number) * (units[unit] ?? 1);
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return 0;
};

export const which: Command = (call) => {
  const folders = (process.env["PATH"] ?? "").split(":");
  const { has, rest } = readFlags(call.args);
  let code = 0;
  for (const name of rest) {
    const places = name.includes("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
    const found = places.filter((file) => fs.existsSync(file) && fs.statSync(file).isFile());
    if (found.length === 0) code = 1;
    for (const file of has("a") ? found : found.slice(0, 1)) call.out(encoder.encode(`${file}\n`));
  }
  return code;
};

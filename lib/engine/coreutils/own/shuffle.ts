import fs from "node:fs";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { whole } from "./texts";

function shuffled<T>(values: T[]): T[] {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [values[at], values[other]] = [values[other] as T, values[at] as T];
  }
  return values;
}

async function candidates(
  call: Call,
  range: string | undefined,
  words: readonly string[] | undefined,
  name: string,
  end: string,
): Promise<string[] | undefined> {
  if (words) return [...words];
  if (range === undefined) {
    const text = Buffer.from(await whole(call, name)).toString("utf8");
    return text === "" ? [] : text.replace(new RegExp(`${end}$`), "").split(end);
  }
  const [, low, high] = /^(\d+)-(\d+)$/.exec(range) ?? [];
  if (low === undefined || Number(high) < Number(low) - 1) return undefined;
  return Array.from({ length: Number(high) - Number(low) + 1 }, (_, at) => String(Number(low) + at));
}

/** A file's lines are written when all are known: it may be the one that was read. */
function writerFor(call: Call, file: string | undefined): (text: string) => void {
  if (file === undefined) return call.out;
  fs.writeFileSync(file, "");
  return (text) => {
    fs.appendFileSync(file, text);
  };
}

function draw(lines: string[], flags: Flags, write: (line: string) => void): void {
  const most = flags.has("n") ? Number(flags.value("n")) : Number.POSITIVE_INFINITY;
  if (!flags.has("r")) for (const line of shuffled(lines).slice(0, most)) write(line);
  else
    for (let left = most; left > 0 && lines.length > 0; left--)
      write(lines[Math.floor(Math.random() * lines.length)] ?? "");
}

export const shuf: Command = async (call) => {
  const long = { "head-count": "n", "input-range": "i", echo: "e", output: "o", repeat: "r", "zero-terminated": "z" };
  const flags = readFlags(call.args, "nio", long);
  const end = flags.has("z") ? "\0" : "\n";
  const [name = "-"] = flags.rest;
  try {
    const lines = await candidates(call, flags.value("i"), flags.has("e") ? flags.rest : undefined, name, end);
    if (lines === undefined) {
      call.complain(`invalid input range: ‘${flags.value("i") ?? ""}’`);
      return 1;
    }
    const write = writerFor(call, flags.value("o"));
    draw(lines, flags, (line) => {
      write(line + end);
    });
    return 0;
  } catch (error) {
    call.complain(`${name}: ${reasonOf(error)}`);
    return 1;
  }
};

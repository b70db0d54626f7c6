import fs from "node:fs";
import { readFlags, reasonOf, type Command, type Flags } from "./command";
import { whole } from "./texts";

const names: Readonly<Record<string, string>> = {
  count: "c",
  repeated: "d",
  unique: "u",
  "all-repeated": "D",
  "ignore-case": "i",
  "skip-fields": "f",
  "skip-chars": "s",
  "check-chars": "w",
  "zero-terminated": "z",
};

/** What of a line counts: without its first fields and signs, and no more than so many of the rest. */
function keyOf(line: string, flags: Flags): string {
  const fields = Number(flags.value("f") ?? 0);
  const behind = fields > 0 ? line.replace(new RegExp(`^(?:[ \\t]*[^ \\t]+){0,${fields}}`), "") : line;
  const from = Number(flags.value("s") ?? 0);
  const most = flags.value("w");
  const kept = behind.slice(from, most === undefined ? undefined : from + Number(most));
  return flags.has("i") ? kept.toLowerCase() : kept;
}

function groupsOf(lines: readonly string[], flags: Flags): string[][] {
  const groups: string[][] = [];
  let before: string | undefined;
  for (const line of lines) {
    const key = keyOf(line, flags);
    if (key === before) groups.at(-1)?.push(line);
    else groups.push([line]);
    before = key;
  }
  return groups;
}

function shown(group: readonly string[], flags: Flags): readonly string[] {
  if (flags.has("D")) return group.length > 1 ? group : [];
  if (flags.has("d") && group.length === 1) return [];
  if (flags.has("u") && group.length > 1) return [];
  const [first = ""] = group;
  return [flags.has("c") ? `${String(group.length).padStart(7)} ${first}` : first];
}

/** Lines that are alike and follow one another, as one. */
export const uniq: Command = async (call) => {
  const flags = readFlags(call.args, "fsw", names);
  const [from = "-", to] = flags.rest;
  const end = flags.has("z") ? "\0" : "\n";
  try {
    const text = new TextDecoder().decode(await whole(call, from));
    const lines = text.split(end);
    if (lines.at(-1) === "") lines.pop();
    const made = groupsOf(lines, flags).flatMap((group) => shown(group, flags));
    const written = made.map((line) => line + end).join("");
    if (to === undefined || to === "-") call.out(written);
    else fs.writeFileSync(to, written);
    return 0;
  } catch (error) {
    call.complain(`${from}: ${reasonOf(error)}`);
    return 1;
  }
};

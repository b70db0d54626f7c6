import fs from "node:fs";
import { reasonOf, type Call, type Command } from "../own/command";
import { textOf } from "../lines/bytes-text";
import { OptionError } from "../lines/gnu-options";
import { PatternError } from "../pattern/rules";
import { createMatcher, type Matcher } from "./matcher";
import { createReport } from "./report";
import { searchFile, type Searching } from "./search";
import { readSettings, type GrepSettings } from "./settings";
import { targets } from "./targets";

const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n";

const help = `Usage: grep [OPTION]... PATTERNS [FILE]...
Search for PATTERNS in each FILE.
Example: grep -i 'hello world' menu.h main.c
PATTERNS can contain multiple patterns separated by newlines.
`;

/** The patterns of the files of `-f`, one a line. */
function allPatterns({ patterns, patternFiles }: GrepSettings): readonly string[] {
  const read = patternFiles.flatMap((file) => {
    const text = textOf(fs.readFileSync(file === "-" ? 0 : file));
    return text === "" ? [] : text.replace(/\n$/u, "").split("\n");
  });
  return [...patterns, ...read];
}

function prepared(call: Call): GrepSettings | number {
  try {
    const settings = readSettings(call.name, call.args);
    if (settings !== undefined) return settings;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    call.complain(error.message);
    if (/^invalid max|context length/u.test(error.message)) return 2;
  }
  process.stderr.write(usage);
  return 2;
}

/** Lines that fit a pattern. */
export const grep: Command = async (call) => {
  const settings = prepared(call);
  if (typeof settings === "number") return settings;
  if (settings.has("V") || settings.has("help")) {
    call.out(settings.has("V") ? "grep (GNU grep) 3.8\n" : help);
    return 0;
  }
  try {
    return await search({ ...call, name: "grep" }, settings, createMatcher(allPatterns(settings), settings));
  } catch (error) {
    call.complain(error instanceof PatternError ? error.message : reasonOf(error));
    return 2;
  }
};

/** Whether names stand before the lines. */
function isNamed({ has, files, folders }: GrepSettings): boolean {
  if (has("H") || has("h")) return has("H");
  const isFile = (name: string): boolean => fs.statSync(name, { throwIfNoEntry: false })?.isFile() === true;
  return files.length > 1 || (folders === "recurse" && !files.some(isFile));
}

async function search(call: Call, settings: GrepSettings, matcher: Matcher): Promise<number> {
  const report = createReport(settings, isNamed(settings), call.out);
  const searching = { matcher, settings, report, gaps: { shown: false } };
  let fits = false;
  let failed = false;
  for (const file of targets(settings)) {
    try {
      fits = (await one(call, file, searching)) || fits;
    } catch (error) {
      failed = complained(call, file, reasonOf(error), settings) || failed;
    }
    if (fits && settings.has("q")) return 0;
  }
  if (failed) return 2;
  return fits ? 0 : 1;
}

/** False where it is none that counts. */
function complained(call: Call, file: string, reason: string, settings: GrepSettings): boolean {
  if (settings.folders === "skip" && reason === "Is a directory") return false;
  if (!settings.has("s")) call.complain(`${file}: ${reason}`);
  return true;
}

/** Whether the file counts as one in which something was found. */
async function one(call: Call, file: string, searching: Searching): Promise<boolean> {
  const { settings, report } = searching;
  const name = file === "-" ? settings.label : file;
  const { count, isBinary } = await searchFile(file, name, searching);
  if (settings.has("q")) return count > 0;
  if (settings.has("c")) report.count(name, count);
  if (settings.has("l")) {
    if (count > 0) report.name(name);
  } else if (settings.has("L")) {
    if (count === 0) report.name(name);
    return count === 0;
  } else if (isBinary && count > 0 && !settings.has("c")) call.complain(`${name}: binary file matches`);
  return count > 0;
}

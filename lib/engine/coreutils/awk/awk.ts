import fs from "node:fs";
import { textOf } from "../lines/bytes-text";
import { OptionError, readOptions, type Given } from "../lines/gnu-options";
import { reasonOf, type Call, type Command } from "../own/command";
import { Machine } from "./machine";
import { parseProgram } from "./parse";
import { runProgram } from "./run";
import { AwkError, unescaped } from "./tokens";
import { fromInput } from "./values";

const table = {
  short: "F:v:f:e:hVStP",
  long: {
    "field-separator": "F=",
    assign: "v=",
    file: "f=",
    source: "e=",
    help: "h",
    version: "V",
    posix: "P",
    sandbox: "S",
    traditional: "t",
  },
  leading: true,
} as const;

const usage = `Usage: awk [POSIX or GNU style options] -f progfile [--] file ...
Usage: awk [POSIX or GNU style options] [--] 'program' file ...
`;

/** `-Ft` is a tab, as it always was. */
const separatorOf = (text: string): string => (text === "t" ? "\t" : unescaped(text));

/** Runs a program of awk's over lines. */
export const awk: Command = (call) => {
  try {
    return run(call);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return 141;
    if (!(error instanceof AwkError || error instanceof OptionError)) throw error;
    call.complain(error.message);
    return /syntax error|unterminated|unexpected|invalid option/u.test(error.message) ? 1 : 2;
  }
};

function run(call: Call): number {
  const { given, rest } = readOptions(call.args, table);
  const has = (key: string): boolean => given.some(([name]) => name === key);
  if (has("V") || has("h")) {
    call.out(has("h") ? usage : "GNU Awk 5.2.1, API 3.2, as a program of tabsmith\n");
    return 0;
  }
  const sources = given.filter(([key]) => key === "f" || key === "e");
  if (sources.length === 0 && rest.length === 0) {
    process.stderr.write(usage);
    return 1;
  }
  const [first = "", ...others] = rest;
  const texts = sources.map(([key, value]) => (key === "e" ? value : programOf(value)));
  const program = parseProgram(sources.length === 0 ? first : texts.join("\n"));
  const machine = new Machine(["awk", ...(sources.length === 0 ? others : rest)], call.complain);
  assignAll(given, machine);
  return finished(() => runProgram(program, machine), machine);
}

function assignAll(given: readonly Given[], machine: Machine): void {
  for (const [key, value] of given) {
    if (key === "F") machine.set("FS", separatorOf(value));
    if (key !== "v") continue;
    const [, name, text] = /^([A-Za-z_]\w*)=([^]*)$/u.exec(value) ?? [];
    if (name === undefined) throw new AwkError(`fatal: \`${value}' is not a legal variable name`);
    machine.set(name, fromInput(unescaped(text ?? "")));
  }
}

/** What was printed before a fault stands before what is said of it. */
function finished(work: () => number, machine: Machine): number {
  try {
    return work();
  } catch (error) {
    machine.flush();
    throw error;
  }
}

function programOf(file: string): string {
  try {
    return textOf(fs.readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    throw new AwkError(`fatal: cannot open source file \`${file}' for reading: ${reasonOf(error)}`);
  }
}

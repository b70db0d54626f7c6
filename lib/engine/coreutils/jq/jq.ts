import fs from "node:fs";
import { Output } from "../lines/output";
import { reasonOf, type Call, type Command } from "../own/command";
import { colorsOf } from "./colors";
import { JqError } from "./faults";
import { createMachine, Halt, type Program } from "./functions";
import { Inputs } from "./inputs";
import { JsonFault } from "./json-reader";
import { writeJson, type Style } from "./json-writer";
import { readJqOptions, UsageFault, type Options } from "./options";
import { CompileFault } from "./parse";
import { isTrue, type Json } from "./values";
import { help, hint } from "./help.data";

/** A program's text; with `-f` the first word names its file. */
function programOf({ has, program = "." }: Options): string {
  if (!has("from-file")) return program;
  try {
    return fs.readFileSync(program, "utf8");
  } catch (error) {
    throw new UsageFault(`Could not open ${program}: ${reasonOf(error)}`, false);
  }
}

function styleOf({ has, indent }: Options): Style {
  const isColored = has("color-output") || (process.stdout.isTTY && !process.env["NO_COLOR"]);
  const wished = colorsOf(process.env["JQ_COLORS"]);
  if (wished === undefined) process.stderr.write("Failed to set $JQ_COLORS\n");
  const isCompact = has("compact-output") || (indent === 0 && !has("tab"));
  const colors = isColored && !has("monochrome-output") ? (wished ?? colorsOf(undefined)) : undefined;
  return {
    ...(isCompact ? {} : { indent: has("tab") ? "\t" : " ".repeat(indent) }),
    sorted: has("sort-keys"),
    ascii: has("ascii-output"),
    ...(colors ? { colors } : {}),
  };
}

/** A value as it is printed, with what ends it. */
function printed(value: Json, { has }: Options, style: Style): string {
  const isRaw = has("raw-output") || has("join-output") || has("raw-output0");
  const text = isRaw && typeof value === "string" && style.ascii !== true ? value : writeJson(value, style);
  const end = has("join-output") ? "" : has("raw-output0") ? "\0" : "\n";
  return (has("seq") ? "\u001e" : "") + text + end;
}

/** What went wrong while the program ran, as jq says it; anything else is thrown on. */
function complaintOf(error: unknown, { file, line }: Inputs): string {
  const place = `error (at ${file === undefined ? "<unknown>" : `${file}:${line}`})`;
  if (error instanceof RangeError) return `${place}: ${error.message}`;
  if (!(error instanceof JqError)) throw error;
  return typeof error.held === "string"
    ? `${place}: ${error.held}`
    : `${place} (not a string): ${writeJson(error.held)}`;
}

/** The next value; the program may catch what is wrong with it. */
function caught(inputs: Inputs): Json | undefined {
  try {
    return inputs.next();
  } catch (error) {
    throw error instanceof JsonFault ? new JqError(error.message) : error;
  }
}

/** Runs the program for one input after the other; answers the exit code. */
async function runAll(call: Call, options: Options, program: Program, inputs: Inputs): Promise<number> {
  const output = new Output(call.out);
  const style = styleOf(options);
  let last: Json | undefined;
  let code = 0;
  const runOne = async (input: Json): Promise<void> => {
    code = 0;
    try {
      for (const value of program.answers(input)) {
        last = value;
        output.add(printed(value, options, style));
        await output.settle();
      }
    } catch (error) {
      output.flush();
      if (error instanceof Halt) throw error;
      call.complain(complaintOf(error, inputs));
      code = 5;
    }
    output.flush();
  };
  try {
    if (options.has("null-input")) await runOne(null);
    else for (let value = inputs.next(); value !== undefined; value = inputs.next()) await runOne(value);
  } catch (error) {
    if (error instanceof JsonFault) {
      process.stderr.write(`parse error: ${error.message}\n`);
      return 4;
    }
    if (!(error instanceof Halt)) throw error;
    process.stderr.write(error.said);
    return error.code;
  }
  if (inputs.failed) return 2;
  if (code !== 0 || !options.has("exit-status")) return code;
  return last === undefined ? 4 : isTrue(last) ? 0 : 1;
}

/** Changes JSON by a program. */
export const jq: Command = async (call) => {
  try {
    const options = readJqOptions(call.args);
    if (options.has("help") || options.has("version")) {
      call.out(options.has("help") ? help : "jq-1.6\n");
      return 0;
    }
    if (options.program === undefined && process.stdin.isTTY && process.stdout.isTTY) {
      process.stderr.write(help);
      return 2;
    }
    return await start(call, options);
  } catch (error) {
    return refused(call, error);
  }
};

/** Tells why nothing was run; answers the exit code. */
function refused(call: Call, error: unknown): number {
  if (error instanceof CompileFault) {
    for (const complaint of error.complaints) call.complain(`error: ${complaint}`);
    const count = error.complaints.length;
    call.complain(`${count} compile error${count === 1 ? "" : "s"}`);
    return 3;
  }
  if (!(error instanceof UsageFault)) throw error;
  call.complain(error.message);
  if (error.isUsage) process.stderr.write(hint);
  return 2;
}

function start(call: Call, options: Options): Promise<number> {
  const { has, files } = options;
  const settings = {
    files,
    raw: has("raw-input"),
    slurp: has("slurp"),
    stream: has("stream"),
    seq: has("seq"),
  };
  const inputs = new Inputs(settings, call.complain);
  const environment = new Map(Object.entries(process.env).map(([name, value = ""]) => [name, value]));
  const variables = new Map<string, Json>(options.variables).set("ENV", environment);
  const program = createMachine(programOf(options), variables, {
    input: () => caught(inputs),
    file: () => inputs.file,
    line: () => inputs.line,
    tell: (text) => void process.stderr.write(text),
    environment,
  });
  return runAll(call, options, program, inputs);
}

import fs from "node:fs";
import { reasonOf } from "../own/command";
import { JqError } from "./faults";
import { JsonFault, JsonReader, readJson } from "./json-reader";
import type { Json } from "./values";

const letters: Readonly<Record<string, string>> = {
  s: "slurp",
  r: "raw-output",
  j: "join-output",
  a: "ascii-output",
  c: "compact-output",
  C: "color-output",
  M: "monochrome-output",
  S: "sort-keys",
  R: "raw-input",
  n: "null-input",
  e: "exit-status",
  f: "from-file",
  h: "help",
  V: "version",
  b: "binary",
  L: "library",
};

const others = ["tab", "indent", "unbuffered", "stream", "seq", "args", "jsonargs", "raw-output0"];
const named = ["arg", "argjson", "slurpfile", "rawfile", "argfile"];
const known = new Set([...Object.values(letters), ...others, ...named]);

/** What was asked for wrongly. `isUsage` where the hint at the help stands below. */
export class UsageFault extends Error {
  constructor(
    message: string,
    readonly isUsage = true,
  ) {
    super(message);
  }
}

export interface Options {
  readonly has: (name: string) => boolean;
  readonly indent: number;
  /** None where none was given. */
  readonly program: string | undefined;
  readonly files: readonly string[];
  readonly variables: ReadonlyMap<string, Json>;
}

/** All values of a file. */
function valuesOf(file: string): Json {
  const given = [fs.readFileSync(file, "utf8")];
  const reader = new JsonReader(() => given.shift());
  const values: Json[] = [];
  for (let value = reader.read(); value !== undefined; value = reader.read()) values.push(value);
  return values;
}

function fromFile(option: string, name: string, file: string): Json {
  try {
    if (option === "rawfile") return fs.readFileSync(file, "utf8");
    const values = valuesOf(file);
    return option === "argfile" && Array.isArray(values) && values.length === 1 ? (values[0] as Json) : values;
  } catch (error) {
    const reason = error instanceof JsonFault ? error.message : `Could not open ${file}: ${reasonOf(error)}`;
    throw new UsageFault(`Bad JSON in --${option} ${name} ${file}: ${reason}`, false);
  }
}

function jsonOf(text: string, option: string): Json {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
    throw new UsageFault(`invalid JSON text passed to --${option}`);
  }
}

class OptionReader {
  readonly found = new Set<string>();
  readonly variables = new Map<string, Json>();
  readonly files: string[] = [];
  readonly positional: Json[] = [];
  indent = 2;
  program: string | undefined;
  private readonly rest: string[];
  private kind: "files" | "args" | "jsonargs" = "files";

  constructor(args: readonly string[]) {
    this.rest = [...args];
  }

  read(): void {
    let isOver = false;
    for (let arg = this.rest.shift(); arg !== undefined; arg = this.rest.shift()) {
      if (isOver || !arg.startsWith("-") || arg === "-") this.word(arg);
      else if (arg === "--") isOver = true;
      else if (arg.startsWith("--")) this.option(arg.slice(2));
      else this.letters(arg);
    }
  }

  private word(text: string): void {
    if (this.program === undefined) this.program = text;
    else if (this.kind === "files") this.files.push(text);
    else this.positional.push(this.kind === "args" ? text : jsonOf(text, "jsonargs"));
  }

  private letters(arg: string): void {
    for (const [at, letter] of Array.from(arg.slice(1)).entries()) {
      const name = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
      if (name === undefined) throw new UsageFault(`Unknown option ${arg}`);
      if (name === "library") {
        if (at === arg.length - 2) this.rest.shift();
        return;
      }
      this.option(name);
    }
  }

  private option(name: string): void {
    if (!known.has(name)) throw new UsageFault(`Unknown option --${name}`);
    if (name === "args" || name === "jsonargs") this.kind = name;
    else if (name === "indent") this.setIndent();
    else if (named.includes(name)) this.setVariable(name);
    else this.found.add(name);
    if (name === "tab") this.found.delete("compact-output");
  }

  private setIndent(): void {
    const text = this.rest.shift();
    if (text === undefined) throw new UsageFault("--indent takes one parameter");
    this.indent = Math.trunc(Number.parseInt(text, 10)) || 0;
    if (this.indent < -1 || this.indent > 7) throw new UsageFault("--indent takes a number between -1 and 7");
    if (this.indent === -1) this.found.add("tab");
  }

  private setVariable(option: string): void {
    const [name, value] = this.rest.splice(0, 2);
    const example = option === "arg" ? "value" : option === "argjson" ? "text" : "filename";
    if (name === undefined || value === undefined)
      throw new UsageFault(`--${option} takes two parameters (e.g. --${option} varname ${example})`);
    if (this.variables.has(name)) return;
    if (option === "arg") this.variables.set(name, value);
    else this.variables.set(name, option === "argjson" ? jsonOf(value, option) : fromFile(option, name, value));
  }
}

/** Reads the command line; options may stand anywhere. */
export function readJqOptions(args: readonly string[]): Options {
  const reader = new OptionReader(args);
  reader.read();
  const { found, indent, program, files, positional, variables } = reader;
  const given = new Map<string, Json>([
    ["positional", positional],
    ["named", new Map(variables)],
  ]);
  const all = new Map(variables).set("ARGS", given);
  return { has: (name) => found.has(name), indent, program, files, variables: all };
}

import fs from "node:fs";
import { posixPattern } from "../pattern/posix";
import { PatternError } from "../pattern/rules";
import { reasonOf } from "../own/command";
import { Fields, type Splitting } from "./fields";
import { numberText } from "./format";
import { commandSink, commandSource, fileSink, fileSource, RecordSource, type Separator, type Sink } from "./streams";
import { AwkError } from "./tokens";
import { fromInput, isTrue, toNumber, type Value } from "./values";

/** A variable: a value or, once it is used as one, an array. */
export class Cell {
  value: Value;
  array: Map<string, Value> | undefined;

  /** `lender`: what was handed to a function before anyone knew what it would be. */
  constructor(private readonly lender?: Cell) {}

  get items(): Map<string, Value> {
    if (this.array === undefined) {
      this.array = this.lender?.items ?? new Map<string, Value>();
    }
    return this.array;
  }
}

/** CONVFMT and OFMT are texts. */
const formatOf = (value: Value): string => (typeof value === "string" ? value : "%.6g");

const regexes = new Map<string, RegExp>();

/** All that a running program has: variables, the record, files. */
export class Machine {
  readonly globals = new Map<string, Cell>();
  readonly fields: Fields;
  readonly output: Sink = fileSink(1);
  private readonly sinks = new Map<string, Sink>();
  private readonly sources = new Map<string, RecordSource>();
  private input: RecordSource | undefined;
  private nextArgument = 1;
  private hasRead = false;
  private ignoresCase = false;
  hasFailed = false;
  readonly toText = (value: Value): string => this.text(value, "CONVFMT");
  readonly toOutput = (value: Value): string => this.text(value, "OFMT");

  constructor(
    args: readonly string[],
    private readonly complain: (text: string) => void,
  ) {
    const first: Readonly<Record<string, Value>> = {
      FS: " ",
      OFS: " ",
      ORS: "\n",
      RS: "\n",
      NR: 0,
      NF: 0,
      FNR: 0,
      SUBSEP: "\x1c",
      CONVFMT: "%.6g",
      OFMT: "%.6g",
      RSTART: 0,
      RLENGTH: -1,
      FILENAME: "",
      RT: "",
      ARGC: args.length,
    };
    for (const [name, value] of Object.entries(first)) this.cell(name).value = value;
    args.forEach((arg, at) => this.cell("ARGV").items.set(String(at), fromInput(arg)));
    for (const [name, value] of Object.entries(process.env))
      this.cell("ENVIRON").items.set(name, fromInput(value ?? ""));
    this.cell("PROCINFO").items.set("version", "5.2.1");
    this.fields = new Fields(
      () => this.splitting(),
      () => this.toText(this.cell("OFS").value),
      this.toText,
    );
  }

  cell(name: string): Cell {
    const known = this.globals.get(name);
    if (known !== undefined) return known;
    const made = new Cell();
    this.globals.set(name, made);
    return made;
  }

  /** NF is counted when it is asked for; some names change how the rest works. */
  get(name: string): Value {
    return name === "NF" ? this.fields.count : this.cell(name).value;
  }

  set(name: string, value: Value): void {
    if (name === "NF") this.fields.count = toNumber(value);
    if (name === "FS" || name === "FPAT" || name === "FIELDWIDTHS") {
      this.fields.settle();
      for (const other of ["FPAT", "FIELDWIDTHS"]) if (other !== name) this.cell(other).value = undefined;
    }
    if (name === "IGNORECASE") this.ignoresCase = isTrue(value);
    this.cell(name).value = value;
  }

  private text(value: Value, format: string): string {
    if (typeof value === "string") return value;
    if (value === undefined) return "";
    if (typeof value !== "number") return value.text;
    return Number.isSafeInteger(value)
      ? String(value === 0 ? 0 : value)
      : numberText(value, formatOf(this.cell(format).value));
  }

  regex(source: string): RegExp {
    const key = `${this.ignoresCase ? "i" : ""}/${source}`;
    const known = regexes.get(key);
    if (known !== undefined) return known;
    try {
      const made = posixPattern(source, {
        dialect: "extended",
        bracketEscapes: "all",
        ignoreCase: this.ignoresCase,
        global: true,
      });
      regexes.set(key, made);
      return made;
    } catch (error) {
      if (error instanceof PatternError) throw new AwkError(`${error.message}: /${source}/`);
      throw error;
    }
  }

  splitting(): Splitting {
    const widths = this.cell("FIELDWIDTHS").value;
    const pattern = this.cell("FPAT").value;
    return {
      separator: this.toText(this.cell("FS").value),
      regex: (source) => this.regex(source),
      ...(widths !== undefined && { widths: this.toText(widths) }),
      ...(pattern !== undefined && { pattern: this.regex(this.toText(pattern)) }),
      isParagraph: this.toText(this.cell("RS").value) === "" && this.toText(this.cell("FS").value) !== " ",
    };
  }

  private get separator(): Separator {
    const text = this.toText(this.cell("RS").value);
    if (text === "") return null;
    return text.length === 1 ? text : this.regex(text);
  }

  /** The next record of the files that are named, or of what is piped in. */
  private nextRecord(): string | undefined {
    for (;;) {
      this.input ??= this.nextInput();
      if (this.input === undefined) return undefined;
      const record = this.input.next(this.separator);
      if (record !== undefined) return this.counted(record, this.input, true);
      this.input.close();
      this.input = undefined;
    }
  }

  skipFile(): void {
    this.input?.close();
    this.input = undefined;
  }

  private counted(record: string, source: RecordSource, isOfFile: boolean): string {
    this.cell("RT").value = source.ending;
    this.cell("NR").value = toNumber(this.cell("NR").value) + 1;
    if (isOfFile) this.cell("FNR").value = toNumber(this.cell("FNR").value) + 1;
    return record;
  }

  private nextInput(): RecordSource | undefined {
    while (this.nextArgument < toNumber(this.cell("ARGC").value)) {
      const arg = this.toText(this.cell("ARGV").items.get(String(this.nextArgument++)));
      if (arg === "" || this.assign(arg)) continue;
      this.hasRead = true;
      const source = fileSource(arg);
      if (source !== undefined) return this.begin(arg, source);
      this.complain(whyNot(arg));
      this.hasFailed = true;
    }
    if (this.hasRead) return undefined;
    this.hasRead = true;
    return this.begin("", new RecordSource(0));
  }

  private begin(name: string, source: RecordSource): RecordSource {
    this.cell("FILENAME").value = name;
    this.cell("FNR").value = 0;
    return source;
  }

  /** `x=5` among the files. */
  assign(text: string): boolean {
    const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/u.exec(text) ?? [];
    if (name === undefined) return false;
    this.set(name, fromInput(value ?? ""));
    return true;
  }

  /** False when there is no more. */
  advance(): boolean {
    const record = this.nextRecord();
    if (record === undefined) return false;
    this.fields.setRecord(record);
    return true;
  }

  /** The main input's next record, for `getline` into a variable. */
  readInput(): string | undefined {
    return this.nextRecord();
  }

  readFrom(kind: "file" | "command", name: string): { readonly record?: string; readonly code: number } {
    let source = this.sources.get(name);
    if (source === undefined) {
      this.flush();
      source = kind === "file" ? fileSource(name) : commandSource(name);
      if (source === undefined) return { code: -1 };
      this.sources.set(name, source);
    }
    const record = source.next(this.separator);
    if (record === undefined) return { code: 0 };
    if (kind === "command") this.counted(record, source, false);
    return { record, code: 1 };
  }

  sink(sign: string, name: string): Sink {
    const known = this.sinks.get(name);
    if (known !== undefined) return known;
    const made = this.openSink(sign, name);
    this.sinks.set(name, made);
    return made;
  }

  private openSink(sign: string, name: string): Sink {
    if (sign.startsWith("|"))
      return commandSink(name, () => {
        this.flush();
      });
    if (name === "/dev/stdout" || name === "-") return this.output;
    if (name === "/dev/stderr") return fileSink(2);
    try {
      return fileSink(fs.openSync(name, sign === ">>" ? "a" : "w"));
    } catch (error) {
      throw new AwkError(`cannot redirect to \`${name}': ${reasonOf(error)}`);
    }
  }

  flush(): void {
    this.output.flush();
    for (const sink of this.sinks.values()) sink.flush();
  }

  close(name: string): number {
    const sink = this.sinks.get(name);
    const source = this.sources.get(name);
    this.sinks.delete(name);
    this.sources.delete(name);
    return sink?.close() ?? source?.close() ?? -1;
  }

  end(): void {
    this.output.flush();
    for (const sink of this.sinks.values()) sink.close();
    this.output.flush();
  }
}

function whyNot(name: string): string {
  try {
    return fs.statSync(name).isDirectory()
      ? `warning: command line argument \`${name}' is a directory: skipped`
      : `fatal: cannot open file \`${name}' for reading: Permission denied`;
  } catch (error) {
    return `warning: command line argument \`${name}' is not a file`.replace(
      /^.*$/u,
      `fatal: cannot open file \`${name}' for reading: ${reasonOf(error)}`,
    );
  }
}

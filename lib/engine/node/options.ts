import { brokenRules } from "@/lib/engine/node/option-rules";
import { revive } from "@/lib/engine/node/tables/revive";
import type { OptionInfo, Tables } from "@/lib/engine/node/tables/tables";

export type OptionValues = Record<string, unknown>;

export interface CommandLine {
  readonly values: OptionValues;
  /** What came before the script, as `process.execArgv` shows it. */
  readonly execArgv: readonly string[];
  /** The script and what follows it. */
  readonly args: readonly string[];
  /** What is wrong with the line, as Node prints it after `node: `. */
  readonly errors: readonly string[];
}

/** V8's own flags are many and harmless here: a browser's V8 takes none. Those people really write are let through. */
const engineFlag =
  /^--(no-?)?(harmony|max[-_]|min[-_]|stack[-_]|trace[-_]|allow[-_]natives|expose[-_]gc|gc[-_]|opt|jit|turbo|sparkplug|maglev|wasm|experimental[-_]wasm|always|lazy|predictable|single[-_]threaded|random[-_]seed|js[-_]|icu|initial|semi|optimize|verify|log|prof|interpreted|enable[-_]one|force[-_]slow|huge|concurrent|stress|sampling|heap[-_](?!prof|snap)|concurrent|rehash|hash[-_]seed|use[-_]strict|perf|future|flush[-_]bytecode|compilation|regexp|compact|async[-_]stack|shared[-_]string)/;

interface Scan {
  readonly rest: string[];
  readonly values: OptionValues;
  readonly errors: string[];
  readonly info: Readonly<Record<string, OptionInfo>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly types: Readonly<Record<string, number>>;
  readonly inEnvironment: boolean;
}

/** What an option brings with it; C++ has this in its `Implies` lines. */
const implied: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  "--eval": [["[has_eval_string]", true]],
  "--env-file": [["[has_env_file_string]", true]],
  "--env-file-if-exists": [["[has_env_file_string]", true]],
  "--experimental-transform-types": [
    ["--strip-types", true],
    ["--enable-source-maps", true],
  ],
  "--watch-path": [["--watch", true]],
  "--inspect-brk": [["--inspect", true]],
  "--inspect-wait": [["--inspect", true]],
  "--test-only": [],
  "--report-signal": [["--report-on-signal", true]],
  "--check": [],
  "--trace-env-js-stack": [["--trace-env", true]],
  "--trace-env-native-stack": [["--trace-env", true]],
  "--prof-process": [],
  "--test-random-seed": [["[has_test_random_seed]", true]],
};

function setBoolean(values: OptionValues, name: string, on: boolean): void {
  values[name] = on;
  values[name.startsWith("--") ? `--no-${name.slice(2)}` : `--no-${name}`] = !on;
}

/** `--foo_bar=a_b` is `--foo-bar=a_b`. */
function normalize(arg: string): { name: string; value: string | undefined } {
  const at = arg.indexOf("=");
  const name = (at < 0 ? arg : arg.slice(0, at)).replace(/(?<=^--.*)_/g, "-");
  return { name, value: at < 0 ? undefined : arg.slice(at + 1) };
}

function expand(scan: Scan, name: string, value: string | undefined): string | undefined {
  const next = scan.rest[0];
  const { aliases } = scan;
  let target: readonly string[] | undefined;
  if (value !== undefined && aliases[`${name}=`]) target = aliases[`${name}=`];
  else if (next !== undefined && !next.startsWith("-") && aliases[`${name} <arg>`]) target = aliases[`${name} <arg>`];
  else target = aliases[name];
  const [first, ...others] = target ?? [];
  if (first === undefined || first === name) return undefined;
  if (value !== undefined) {
    scan.rest.unshift(...others);
    return `${first}=${value}`;
  }
  scan.rest.unshift(...others);
  return first;
}

/** Follows aliases until a real name is left. */
function resolveAliases(scan: Scan, arg: string): { name: string; value: string | undefined } {
  let parsed = normalize(arg);
  for (let left = 10; left > 0; left--) {
    const again = expand(scan, parsed.name, parsed.value);
    if (again === undefined) return parsed;
    parsed = normalize(again);
  }
  return parsed;
}

function takeValue(scan: Scan, name: string, value: string | undefined): string | undefined {
  if (value !== undefined) {
    if (value !== "" || name === "--eval") return value;
    scan.errors.push(`${name}= requires an argument`);
    return undefined;
  }
  const next = scan.rest.shift();
  if (next === undefined || (next.startsWith("-") && next !== "-" && next.length > 1)) {
    scan.errors.push(`${name} requires an argument`);
    return undefined;
  }
  return next.startsWith("\\-") ? next.slice(1) : next;
}

function store(scan: Scan, name: string, type: number, text: string): void {
  const { types, values } = scan;
  if (type === types["kStringList"]) values[name] = [...((values[name] as string[] | undefined) ?? []), text];
  else if (type === types["kInteger"] || type === types["kUInteger"]) values[name] = Number.parseInt(text, 10) || 0;
  else if (type === types["kHostPort"]) values[name] = hostPort(text, values[name] as HostPort);
  else values[name] = text;
}

interface HostPort {
  readonly host: string;
  readonly port: number;
}

function hostPort(text: string, before: HostPort): HostPort {
  if (/^\d+$/.test(text)) return { ...before, port: Number(text) };
  const at = text.lastIndexOf(":");
  return at < 0
    ? { ...before, host: text }
    : { host: text.slice(0, at), port: Number(text.slice(at + 1)) || before.port };
}

function applyOne(scan: Scan, arg: string): void {
  const { name, value } = resolveAliases(scan, arg);
  const negated = name.startsWith("--no-") && scan.info[name] === undefined;
  const real = negated ? `--${name.slice(5)}` : name;
  const info = scan.info[real];
  if (!info) {
    if (!engineFlag.test(name)) scan.errors.push(`bad option: ${arg}`);
    return;
  }
  if (scan.inEnvironment && info.envVarSettings !== 0) {
    scan.errors.push(`${arg} is not allowed in NODE_OPTIONS`);
    return;
  }
  applyKnown(scan, { arg, name: real, value, negated, info });
}

interface Known {
  /** As it was written. */
  readonly arg: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly negated: boolean;
  readonly info: OptionInfo;
}

function applyKnown(scan: Scan, known: Known): void {
  const { types, values } = scan;
  const { arg, name, value, negated, info } = known;
  if (negated && info.type !== types["kBoolean"] && info.type !== types["kV8Option"]) {
    scan.errors.push(`${arg} is an invalid negation because it is not a boolean option`);
    return;
  }
  if (info.type === types["kV8Option"]) values[name] = value ?? !negated;
  else if (info.type !== types["kNoOp"] && setKnown(scan, known) && !negated) imply(values, name);
}

/** True when the option has been given a value. */
function setKnown(scan: Scan, { name, value, negated, info }: Known): boolean {
  if (info.type === scan.types["kBoolean"]) {
    if (value !== undefined) scan.errors.push(`${name}=${value}: ${name} does not take an argument`);
    setBoolean(scan.values, name, !negated);
    return true;
  }
  const text = takeValue(scan, name, value);
  if (text !== undefined) store(scan, name, info.type, text);
  return text !== undefined;
}

function imply(values: OptionValues, name: string): void {
  for (const [other, given] of implied[name] ?? []) {
    if (typeof given === "boolean") setBoolean(values, other, given);
    else values[other] = given;
  }
}

/** Splits `NODE_OPTIONS` as Node does: by spaces, with double quotes and backslashes within them. */
export function splitNodeOptions(text: string): string[] | undefined {
  const parts: string[] = [];
  let word = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\" && quoted) {
      at++;
      if (at >= text.length) return undefined;
      word += text.charAt(at);
    } else if (char === " " && !quoted) {
      if (word) parts.push(word);
      word = "";
    } else if (char === '"') quoted = !quoted;
    else word += char;
  }
  if (quoted) return undefined;
  if (word) parts.push(word);
  return parts;
}

export function defaultOptions(tables: Tables): OptionValues {
  const values = Object.create(null) as OptionValues;
  for (const [name, shape] of Object.entries(tables.options.values))
    values[name] = revive(shape, name, () => undefined);
  return values;
}

function scanAll(scan: Scan): number {
  let taken = 0;
  for (;;) {
    const next = scan.rest[0];
    if (next === undefined || next.length <= 1 || !next.startsWith("-")) return taken;
    scan.rest.shift();
    taken++;
    if (next === "--") return taken;
    applyOne(scan, next);
  }
}

/** Reads Node's own options from `NODE_OPTIONS` and the command line (without `argv[0]`). */
export function parseCommandLine(tables: Tables, argv: readonly string[], nodeOptions = ""): CommandLine {
  const values = defaultOptions(tables);
  const errors: string[] = [];
  const { info, aliases, types } = tables.options;
  const base = { values, errors, info, aliases, types };
  const fromEnvironment = splitNodeOptions(nodeOptions);
  if (fromEnvironment === undefined) errors.push("invalid value for NODE_OPTIONS (unterminated string)");
  else if (fromEnvironment.length > 0) scanAll({ ...base, rest: fromEnvironment, inEnvironment: true });
  const rest = [...argv];
  const before = argv.length;
  scanAll({ ...base, rest, inEnvironment: false });
  const execArgv = argv
    .slice(0, before - rest.length)
    .filter((arg, index, all) => !(arg === "--" && index === all.length - 1));
  if (errors.length === 0) errors.push(...brokenRules(values, rest));
  return { values, execArgv, args: rest, errors };
}

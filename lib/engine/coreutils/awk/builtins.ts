import { spawnSync } from "node:child_process";
import { arrayBuiltins } from "./array-builtins";
import {
  compileExpression,
  placeOf,
  regexOf,
  type Builtin,
  type Compiling,
  type Evaluate,
  type Frame,
} from "./compile-expression";
import { isTarget } from "./expressions";
import { formatted } from "./format";
import { strftime } from "./time";
import { AwkError } from "./tokens";
import type { Expression } from "./tree";
import { toNumber, type Value } from "./values";

type Calculate = (...numbers: number[]) => number;

const numeric: Readonly<Record<string, Calculate>> = {
  sin: Math.sin,
  cos: Math.cos,
  atan2: Math.atan2,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  int: Math.trunc,
  and: (...numbers) => Number(numbers.map((number) => BigInt(number)).reduce((one, other) => one & other)),
  or: (...numbers) => Number(numbers.map((number) => BigInt(number)).reduce((one, other) => one | other)),
  xor: (...numbers) => Number(numbers.map((number) => BigInt(number)).reduce((one, other) => one ^ other)),
  lshift: (number, by) => number * 2 ** by,
  rshift: (number, by) => Math.floor(number / 2 ** by),
  compl: (number) => 2 ** 53 - 1 - number,
  systime: () => Math.floor(Date.now() / 1000),
};

/** All arguments as values, in their order. */
const withValues =
  (work: (values: readonly Value[], compiling: Compiling) => Value): Builtin =>
  (args, compiling) => {
    const made = args.map((arg) => compileExpression(arg, compiling));
    return (frame) =>
      work(
        made.map((one) => one(frame)),
        compiling,
      );
  };

/** From the sign at `from` on, so many; both are rounded, and what lies before the first sign counts. */
function part(text: string, from: number, count: number): string {
  const begin = Math.round(from);
  const end = Number.isNaN(count) ? begin : begin + Math.round(count);
  const signs = /[\ud800-\udbff]/u.test(text) ? Array.from(text) : undefined;
  const first = Math.max(begin, 1) - 1;
  const last = Math.max(end - 1, first);
  return signs === undefined ? text.slice(first, last) : signs.slice(first, last).join("");
}

let seed = 0;
let state = 0;
function random(): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  const high = state >>> 8;
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (high + (state >>> 8) / 2 ** 24) / 2 ** 24;
}

/** `&` is what was found; `\\&` is a plain one. */
function inserted(replacement: string, found: readonly (string | undefined)[], knowsGroups: boolean): string {
  return replacement.replace(/\\\\(?=&)|\\&|\\(\d)|&/gu, (text, group?: string) => {
    if (text === "&") return found[0] ?? "";
    if (text === String.raw`\&`) return "&";
    if (group === undefined) return "\\";
    return knowsGroups ? (found[Number(group)] ?? "") : text;
  });
}

/** The text after it and how often something was replaced; `which`: undefined for all. */
function replaced(text: string, regex: RegExp, replacement: string, which: number | undefined, knowsGroups: boolean) {
  let made = "";
  let done = 0;
  let count = 0;
  let seen = 0;
  let lastEnd = -1;
  for (regex.lastIndex = 0; regex.lastIndex <= text.length;) {
    const found = regex.exec(text);
    if (found === null) break;
    const end = found.index + found[0].length;
    if (found[0] === "") regex.lastIndex = end + 1;
    if (found[0] === "" && found.index === lastEnd) continue;
    lastEnd = end;
    seen += 1;
    if (which !== undefined && seen !== which) continue;
    count += 1;
    made += text.slice(done, found.index) + inserted(replacement, found, knowsGroups);
    done = end;
    if (which !== undefined) break;
  }
  return { text: made + text.slice(done), count };
}

const substitute =
  (which: number | undefined): Builtin =>
  (args, compiling) => {
    const { machine } = compiling;
    const regex = regexOf(args[0], compiling);
    const replacement = args[1] === undefined ? () => "" : compileExpression(args[1], compiling);
    const target: Expression = args[2] ?? { type: "field", index: { type: "number", value: 0 } };
    const place = isTarget(target)
      ? placeOf(target, compiling)
      : { get: compileExpression(target, compiling), set: () => undefined };
    return (frame) => {
      const before = machine.toText(place.get(frame));
      const { text, count } = replaced(before, regex(frame), machine.toText(replacement(frame)), which, false);
      if (count > 0) place.set(frame, text);
      return count;
    };
  };

const gensub: Builtin = (args, compiling) => {
  const { machine } = compiling;
  const regex = regexOf(args[0], compiling);
  const [replacement, how, target] = args.slice(1).map((arg) => compileExpression(arg, compiling));
  return (frame) => {
    const which = machine.toText(how?.(frame));
    const text = target === undefined ? machine.fields.whole : machine.toText(target(frame));
    const place = /^[gG]/u.test(which) ? undefined : Math.max(1, toNumber(which));
    return replaced(text, regex(frame), machine.toText(replacement?.(frame)), place, true).text;
  };
};

const length: Builtin = (args, compiling) => {
  const { machine } = compiling;
  const [arg] = args;
  const count = (text: string): number => (/[\ud800-\udbff]/u.test(text) ? Array.from(text).length : text.length);
  if (arg === undefined) return () => count(machine.fields.whole);
  const value = compileExpression(arg, compiling);
  if (arg.type !== "variable") return (frame) => count(machine.toText(value(frame)));
  return (frame) => {
    const cell = frame.get(arg.name) ?? machine.cell(arg.name);
    return cell.array === undefined ? count(machine.toText(value(frame))) : cell.array.size;
  };
};

const match: Builtin = (args, compiling) => {
  const { machine } = compiling;
  const [subject, pattern, groups] = args;
  const text = subject === undefined ? () => "" : compileExpression(subject, compiling);
  const regex = regexOf(pattern, compiling);
  return (frame: Frame) => {
    const made = regex(frame);
    made.lastIndex = 0;
    const found = made.exec(machine.toText(text(frame)));
    machine.set("RSTART", found === null ? 0 : found.index + 1);
    machine.set("RLENGTH", found === null ? -1 : found[0].length);
    if (groups?.type === "variable") {
      const { items } = frame.get(groups.name) ?? machine.cell(groups.name);
      items.clear();
      found?.forEach((group, at) => {
        if (group !== undefined) items.set(String(at), group);
      });
    }
    return found === null ? 0 : found.index + 1;
  };
};

const system = withValues(([command], { machine }) => {
  machine.flush();
  const { status, signal } = spawnSync("sh", ["-c", machine.toText(command)], { stdio: "inherit" });
  return status ?? (signal === null ? 1 : 256);
});

const texts: Readonly<Record<string, Builtin>> = {
  length,
  match,
  gensub,
  system,
  sub: substitute(1),
  gsub: substitute(undefined),
  index: withValues(([text, of], { machine }) => machine.toText(text).indexOf(machine.toText(of)) + 1),
  substr: withValues(([text, from, count], { machine }) =>
    part(machine.toText(text), toNumber(from), count === undefined ? Number.MAX_SAFE_INTEGER : toNumber(count)),
  ),
  sprintf: withValues(([format, ...rest], { machine }) => formatted(machine.toText(format), rest, machine.toText)),
  tolower: withValues(([text], { machine }) => machine.toText(text).toLowerCase()),
  toupper: withValues(([text], { machine }) => machine.toText(text).toUpperCase()),
  close: withValues(([name], { machine }) => machine.close(machine.toText(name))),
  fflush: withValues((_, { machine }) => {
    machine.flush();
    return 0;
  }),
  rand: withValues(random),
  srand: (args, compiling) =>
    withValues(([value]) => {
      const before = seed;
      seed = args.length === 0 ? Math.floor(Date.now() / 1000) : toNumber(value);
      state = seed >>> 0;
      return before;
    })(args, compiling),
  strtonum: withValues(([text], { machine }) => {
    const shown = machine.toText(text).trim();
    if (/^[-+]?0[xX]/u.test(shown)) return Number(/^[-+]?0[xX][0-9a-f]*/iu.exec(shown)?.[0]) || 0;
    return /^0[0-7]+$/u.test(shown) ? Number.parseInt(shown, 8) : toNumber(text);
  }),
  strftime: withValues(([format, time, utc], { machine }) =>
    strftime(
      format === undefined ? "%a %b %e %H:%M:%S %Z %Y" : machine.toText(format),
      time === undefined ? Math.floor(Date.now() / 1000) : toNumber(time),
      utc !== undefined && toNumber(utc) !== 0,
    ),
  ),
  mktime: withValues(([text], { machine }) => {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = machine
      .toText(text)
      .trim()
      .split(/\s+/u)
      .map(Number);
    const time = new Date(year, month - 1, day, hour, minute, second).getTime();
    return Number.isNaN(time) ? -1 : Math.floor(time / 1000);
  }),
};

/** A call of one of awk's own functions. */
export function callBuiltin(name: string, args: readonly Expression[], compiling: Compiling): Evaluate {
  const calculate = numeric[name];
  if (calculate) return withValues((values) => calculate(...values.map(toNumber)))(args, compiling);
  const builtin = texts[name] ?? arrayBuiltins[name];
  if (builtin === undefined) throw new AwkError(`function \`${name}' is not defined`);
  return builtin(args, compiling);
}

import { setVariable } from "../assign";
import { ShellFailure } from "../flow";
import { singleQuoted } from "../quote";
import { say, type Scope } from "../scope";
import { arrayOf, emptyArray } from "../shell-array";
import type { Builtin, Shell } from "../shell";
import { runSignalTraps } from "../signal-traps";

interface Asked {
  readonly flags: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

/** Letters alone or together; those of `valued` take what follows them. */
function askedOf(args: readonly string[], valued: string): Asked {
  const flags = new Map<string, string>();
  const queue = [...args];
  for (; /^-\w/.test(queue[0] ?? "");) {
    const word = queue.shift() ?? "";
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      if (!valued.includes(letter)) {
        flags.set(letter, "");
        continue;
      }
      flags.set(letter, at + 1 < word.length ? word.slice(at + 1) : (queue.shift() ?? ""));
      break;
    }
  }
  if (queue[0] === "--") queue.shift();
  return { flags, names: queue };
}

interface Line {
  /** A sign that a backslash stood before is quoted. */
  readonly signs: readonly { readonly byte: number; readonly quoted: boolean }[];
  readonly ended: boolean;
}

interface Bounds {
  readonly raw: boolean;
  readonly end: number;
  readonly most: number;
}

type NextByte = () => number | undefined;

/** A byte at a time: what follows the line is left to whoever reads next. A signal's trap runs while one waits. */
const bytesOf =
  (scope: Scope, shell: Shell, fd: number | undefined): NextByte =>
  () => {
    if (fd === undefined) return undefined;
    for (;;) {
      const piece = scope.system.readUnlessSignal(fd, 1);
      if (piece !== undefined) return piece[0];
      runSignalTraps(shell, scope);
    }
  };

function readLine(next: NextByte, { raw, end, most }: Bounds): Line {
  const signs: { byte: number; quoted: boolean }[] = [];
  let escaped = false;
  while (signs.length < most) {
    const byte = next();
    if (byte === undefined) return { signs, ended: false };
    if (!escaped && byte === end) return { signs, ended: true };
    if (!raw && !escaped && byte === 92) {
      escaped = true;
      continue;
    }
    if (!(escaped && byte === 10)) signs.push({ byte, quoted: escaped });
    escaped = false;
  }
  return { signs, ended: true };
}

/** What a sign is held for while the line is split: one that was quoted is never a separator. */
const shelter = 0xe000;

const textOf = (signs: Line["signs"]): string => new TextDecoder().decode(Uint8Array.from(signs, ({ byte }) => byte));

function sheltered({ signs }: Line): string {
  if (!signs.some(({ quoted }) => quoted)) return textOf(signs);
  return signs.map(({ byte, quoted }) => String.fromCodePoint(quoted && byte < 128 ? shelter + byte : byte)).join("");
}

const bared = (text: string): string =>
  text.replace(/[\ue000-\ue07f]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? shelter) - shelter));

const setOf = (signs: string): string => (signs === "" ? "(?!)" : `[${signs.replace(/[\]\\^-]/g, String.raw`\$&`)}]`);

/** Splits as `IFS` says into at most so many parts, the last of which keeps the rest. */
export function split(line: string, separators: string, most: number): string[] {
  const soft = setOf(separators.replace(/[^ \t\n]/g, ""));
  const hard = setOf(separators.replace(/[ \t\n]/g, ""));
  const gap = new RegExp(`${soft}*${hard}${soft}*|${soft}+`);
  let rest = line.replace(new RegExp(`^${soft}+`), "");
  const parts: string[] = [];
  while (rest !== "" && parts.length < most - 1) {
    const cut = gap.exec(rest);
    parts.push(cut === null ? rest : rest.slice(0, cut.index));
    rest = cut === null ? "" : rest.slice(cut.index + cut[0].length);
  }
  rest = rest.replace(new RegExp(`${soft}+$`), "");
  const alone = new RegExp(`^([^]*?)${soft}*${hard}$`).exec(rest);
  const isLastSeparator = alone !== null && !gap.test(alone[1] ?? "");
  if (rest !== "") parts.push(isLastSeparator ? (alone[1] ?? "") : rest);
  return parts;
}

const byteOf = (sign: string | undefined): number => (sign === undefined ? 10 : sign.codePointAt(0)) ?? 0;
const countOf = (text: string | undefined): number => (text === undefined ? Number.POSITIVE_INFINITY : Number(text));

export const read: Builtin = (args, scope, shell) => {
  const { flags, names } = askedOf(args, "adnNptui");
  const bad = names.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (bad !== undefined) throw new ShellFailure(`read: \`${bad}': not a valid identifier`);
  const fd = scope.streams.get(Number(flags.get("u") ?? 0));
  if (flags.has("p") && fd !== undefined && scope.system.isTerminal(fd)) say(scope, 2, flags.get("p") ?? "");
  const bounds: Bounds = {
    raw: flags.has("r"),
    end: flags.has("N") ? -1 : byteOf(flags.get("d")),
    most: countOf(flags.get("n") ?? flags.get("N")),
  };
  const line = readLine(bytesOf(scope, shell, fd), bounds);
  give(sheltered(line), flags.get("a"), names, scope);
  return Number(!line.ended);
};

function give(line: string, array: string | undefined, names: readonly string[], scope: Scope): void {
  const separators = scope.state.variables.get("IFS") ?? " \t\n";
  if (array !== undefined) {
    scope.state.variables.delete(array);
    scope.state.arrays.set(array, arrayOf(split(line, separators, Number.POSITIVE_INFINITY).map(bared)));
    return;
  }
  if (names.length === 0) {
    setVariable("REPLY", bared(line), false, scope);
    return;
  }
  const parts = split(line, separators, names.length);
  for (const [at, name] of names.entries()) setVariable(name, bared(parts[at] ?? ""), false, scope);
}

interface Mapping {
  readonly end: number;
  readonly keepsEnd: boolean;
  readonly skipped: number;
  readonly most: number;
}

function linesOf(next: NextByte, { end, keepsEnd, skipped, most }: Mapping): string[] {
  const lines: string[] = [];
  for (let count = 0; lines.length < most; count++) {
    const line = readLine(next, { raw: true, end, most: Number.POSITIVE_INFINITY });
    if (line.signs.length === 0 && !line.ended) break;
    if (count >= skipped) lines.push(textOf(line.signs) + (line.ended && keepsEnd ? String.fromCodePoint(end) : ""));
  }
  return lines;
}

/** All lines into an array. */
export const mapfile: Builtin = (args, scope, shell) => {
  const { flags, names } = askedOf(args, "dnOsucC");
  const [name = "MAPFILE"] = names;
  const number = (flag: string) => Number(flags.get(flag) ?? 0);
  const lines = linesOf(bytesOf(scope, shell, scope.streams.get(number("u"))), {
    end: byteOf(flags.get("d")),
    keepsEnd: !flags.has("t"),
    skipped: number("s"),
    most: number("n") === 0 ? Number.POSITIVE_INFINITY : number("n"),
  });
  const array = (flags.has("O") ? scope.state.arrays.get(name) : undefined) ?? emptyArray();
  scope.state.variables.delete(name);
  scope.state.arrays.set(name, array);
  const callback = flags.get("C");
  const every = flags.has("c") ? number("c") : 5000;
  for (const [at, line] of lines.entries()) {
    const index = String(number("O") + at);
    if (callback !== undefined && (at + 1) % every === 0)
      shell.runText(`${callback} ${index} ${singleQuoted(line)}`, scope);
    array.items.set(index, line);
  }
  return 0;
};

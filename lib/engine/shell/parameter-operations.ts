import type { ParameterOperation } from "unbash";
import { unescaped } from "./escapes";
import { patternSource, type Piece } from "./pattern";
import { doubleQuoted, singleQuoted } from "./quote";
import type { Scope } from "./scope";
import { keysOf, type ShellArray } from "./shell-array";
import type { ShellState } from "./state";

type Operation<Type extends ParameterOperation["type"]> = ParameterOperation & { readonly type: Type };

/** `${x#…}`, `${x%%…}` */
export function removed(value: string, { operator }: Operation<"Remove">, pieces: readonly Piece[]): string {
  const longest = operator.length === 2;
  const source = patternSource(pieces, longest ? "[^]*" : "[^]*?");
  if (operator.startsWith("#")) return value.replace(new RegExp(`^(?:${source})`, "u"), "");
  if (longest) return value.replace(new RegExp(`(?:${source})$`, "u"), "");
  const whole = new RegExp(`^(?:${patternSource(pieces)})$`, "u");
  for (let at = value.length; at >= 0; at--) if (whole.test(value.slice(at))) return value.slice(0, at);
  return value;
}

/** In the replacement an `&` that isn't quoted stands for what was found. */
const replacementFor = (pieces: readonly Piece[], match: string): string =>
  pieces
    .map(({ text, quoted }) =>
      quoted ? text : text.replace(/\\([\\&])|&/g, (_all, escaped?: string) => escaped ?? match),
    )
    .join("");

/** `${x/a/b}` and its kin. */
export function replaced(
  value: string,
  { operator }: Operation<"Replace">,
  pattern: readonly Piece[],
  by: readonly Piece[],
  ignoreCase: boolean,
): string {
  const source = patternSource(pattern);
  if (source === "" && !/[#%]$/.test(operator)) return value;
  const anchored = { "/#": `^(?:${source})`, "/%": `(?:${source})$` }[operator as string] ?? source;
  const flags = `u${operator === "//" ? "g" : ""}${ignoreCase ? "i" : ""}`;
  return value.replace(new RegExp(anchored, flags), (match) =>
    match === "" && value !== "" && operator === "//" ? "" : replacementFor(by, match),
  );
}

const turned = (sign: string): string => {
  const upper = sign.toUpperCase();
  return upper === sign ? sign.toLowerCase() : upper;
};

/** `${x^}`, `${x,,}`, `${x~~}`: of the signs that match the pattern, where there is one. */
export function withCase(value: string, operator: string, pattern: readonly Piece[] | undefined): string {
  const matching =
    pattern === undefined || pattern.length === 0 ? undefined : new RegExp(`^(?:${patternSource(pattern)})$`, "u");
  const change = (sign: string): string => {
    if (matching?.test(sign) === false) return sign;
    if (operator.startsWith("~")) return turned(sign);
    return operator.startsWith("^") ? sign.toUpperCase() : sign.toLowerCase();
  };
  const signs = Array.from(value);
  return signs.map((sign, at) => (operator.length === 2 || at === 0 ? change(sign) : sign)).join("");
}

const plain: Readonly<Record<string, (text: string) => string>> = {
  Q: singleQuoted,
  U: (text) => text.toUpperCase(),
  u: (text) => withCase(text, "^", undefined),
  L: (text) => text.toLowerCase(),
  E: (text) => unescaped(text).text,
  K: singleQuoted,
  k: (text) => text,
};

/** The letters that `declare` would need: `a`, `A`, `i`, `n`, `r`, `x`. */
export function attributesOf(name: string, { arrays, integers, readOnly, exported, cases }: ShellState): string {
  const array = arrays.get(name);
  const marks = [
    ["i", integers.has(name)],
    ["r", readOnly.has(name)],
    ["x", exported.has(name)],
    ["l", cases.get(name) === "lower"],
    ["u", cases.get(name) === "upper"],
  ] as const;
  const kind = array === undefined ? "" : array.named ? "A" : "a";
  return kind + marks.flatMap(([letter, on]) => (on ? [letter] : [])).join("");
}

/** `x='a b'`, `declare -i n='3'` */
function assignment(name: string, text: string, { state }: Scope): string {
  const letters = attributesOf(name, state);
  return `${letters === "" ? "" : `declare -${letters} `}${name}=${singleQuoted(text)}`;
}

/** `${x@Q}` and the like; the prompt's own signs are given by who knows them. */
export function transformed(name: string, text: string, letter: string, scope: Scope): string {
  if (letter === "A") return assignment(name, text, scope);
  if (letter === "a") return attributesOf(name, scope.state);
  return plain[letter]?.(text) ?? text;
}

/** The items of an array as `declare` writes them. */
export function writtenItems({ named, items }: ShellArray): string {
  const keyText = (key: string) => (named && /[^\w]/.test(key) ? doubleQuoted(key) : key);
  const shown = keysOf({ named, items }).map((key) => `[${keyText(key)}]=${doubleQuoted(items.get(key) ?? "")}`);
  return shown.join(" ") + (named && shown.length > 0 ? " " : "");
}

/** `${a[@]@A}`, `${a[@]@K}`, `${a[@]@k}`: the array as a whole. */
export function wholeArray(name: string, letter: string, state: ShellState): readonly string[] | undefined {
  const array = state.arrays.get(name);
  if (array === undefined) return undefined;
  const pairs = keysOf(array).map((key) => [key, array.items.get(key) ?? ""] as const);
  if (letter === "A") return [`declare -${attributesOf(name, state)} ${name}=(${writtenItems(array)})`];
  if (letter === "K") return [pairs.map(([key, value]) => `${key} ${doubleQuoted(value)}`).join(" ")];
  if (letter === "k") return pairs.flat();
  return letter === "a" ? pairs.map(() => attributesOf(name, state)) : undefined;
}

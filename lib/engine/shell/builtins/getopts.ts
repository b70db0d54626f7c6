import { setVariable } from "../assign";
import { ShellFailure } from "../flow";
import { complain, variable, type Scope } from "../scope";
import type { Builtin } from "../shell";

interface Place {
  /** The word, counted from one. */
  word: number;
  /** The letter in it. */
  letter: number;
}

/** Where one is in a word of several letters: `OPTIND` counts words only. */
const within = new WeakMap<Scope["state"]["variables"], { readonly index: string; readonly letter: number }>();

function placeOf({ state }: Scope): Place {
  const index = variable(state, "OPTIND") ?? "1";
  const kept = within.get(state.variables);
  return { word: Math.max(1, Number(index) || 1), letter: kept?.index === index ? kept.letter : 1 };
}

function keep({ state }: Scope, { word, letter }: Place): void {
  state.variables.set("OPTIND", String(word));
  within.set(state.variables, { index: String(word), letter });
}

interface Found {
  readonly name: string;
  readonly value: string | undefined;
  readonly fault: string | undefined;
}

/** What an option that takes a value finds behind it: the rest of its word, or the next one. */
function valueFor(words: readonly string[], rest: string, place: Place): string | undefined {
  return rest === "" ? words[place.word++ - 1] : rest;
}

/** The option at that place; moves on behind it. */
function optionAt(words: readonly string[], letters: string, place: Place): Found | undefined {
  const word = words[place.word - 1] ?? "";
  if (word === "--") place.word++;
  if (!/^-./.test(word) || word === "--") return undefined;
  const letter = word.charAt(place.letter++);
  const [, takes] = new RegExp(`${letter.replace(/\W/, "(?!)")}(:?)`).exec(letters) ?? [];
  const rest = word.slice(place.letter);
  if (rest === "" || takes === ":") [place.word, place.letter] = [place.word + 1, 1];
  if (takes === undefined) return { name: "?", value: letter, fault: `illegal option -- ${letter}` };
  if (takes === "") return { name: letter, value: undefined, fault: undefined };
  const value = valueFor(words, rest, place);
  if (value !== undefined) return { name: letter, value, fault: undefined };
  place.word = words.length + 1;
  return { name: ":", value: letter, fault: `option requires an argument -- ${letter}` };
}

function tell(found: Found, name: string, quiet: boolean, scope: Scope): void {
  const { state } = scope;
  const isFault = found.fault !== undefined;
  if (isFault && !quiet && variable(state, "OPTERR") !== "0") complain(scope, found.fault ?? "");
  setVariable(name, isFault && !quiet ? "?" : found.name, false, scope);
  if (found.value !== undefined && (!isFault || quiet)) state.variables.set("OPTARG", found.value);
}

export const getopts: Builtin = ([letters, name, ...given], scope) => {
  if (letters === undefined || name === undefined)
    throw new ShellFailure("getopts: usage: getopts optstring name [arg ...]", 2);
  const place = placeOf(scope);
  const words = given.length > 0 ? given : scope.state.positional;
  const found = optionAt(words, letters.replace(/^:/, ""), place);
  keep(scope, place);
  scope.state.variables.delete("OPTARG");
  if (found === undefined) setVariable(name, "?", false, scope);
  else tell(found, name, letters.startsWith(":"), scope);
  return Number(found === undefined);
};

import type { ArrayValue, Assignment } from "unbash";
import { arithmeticNames, expandAssigned, expandText, expandWord } from "./expand";
import { FatalFailure } from "./flow";
import type { Scope } from "./scope";
import { arrayOf, emptyArray, keyFor, nextKey, type ShellArray } from "./shell-array";

function checkWritable(name: string, { state }: Scope): void {
  if (state.readOnly.has(name)) throw new FatalFailure(`${name}: readonly variable`);
}

/** Numbers are reckoned out where `declare -i` asks for it. */
function valued(name: string, text: string, before: string, append: boolean, scope: Scope): string {
  const letters = scope.state.cases.get(name);
  if (letters !== undefined) {
    const whole = append ? before + text : text;
    return letters === "upper" ? whole.toUpperCase() : whole.toLowerCase();
  }
  if (!scope.state.integers.has(name)) return append ? before + text : text;
  const names = arithmeticNames(scope);
  const value = names.evaluateText(text === "" ? "0" : text);
  return String(append ? names.evaluateText(before === "" ? "0" : before) + value : value);
}

/** The array of that name; what was a plain variable becomes its first element. */
export function arrayNamed(name: string, { state }: Scope, named = false): ShellArray {
  const there = state.arrays.get(name);
  if (there) return there;
  const plain = state.variables.get(name);
  const made = plain === undefined || named ? emptyArray(named) : arrayOf([plain]);
  state.variables.delete(name);
  state.arrays.set(name, made);
  return made;
}

/** Sets one element: `a[1]=x`, `m[key]+=y`. */
export function setElement(name: string, index: string, text: string, append: boolean, scope: Scope): void {
  checkWritable(name, scope);
  const array = arrayNamed(name, scope);
  const key = keyFor(array, index, (one) => arithmeticNames(scope).evaluateText(one));
  array.items.set(key, valued(name, text, array.items.get(key) ?? "", append, scope));
}

/** Sets a plain variable, or the first element where there is an array of that name. */
export function setVariable(name: string, text: string, append: boolean, scope: Scope): void {
  checkWritable(name, scope);
  const array = scope.state.arrays.get(name);
  if (array) {
    array.items.set("0", valued(name, text, array.items.get("0") ?? "", append, scope));
    return;
  }
  scope.state.variables.set(name, valued(name, text, scope.state.variables.get(name) ?? "", append, scope));
  if (scope.state.options.exportAll) scope.state.exported.add(name);
}

const keyed = /^\[([^]*?)\](\+?)=/;

/** `(a b [5]=c "$@")`: fills an array in the order that is written. */
export function fillArray(array: ShellArray, { elements }: ArrayValue, scope: Scope): void {
  const calculate = (text: string) => arithmeticNames(scope).evaluateText(text);
  for (const word of elements) {
    const found = keyed.exec(word.text);
    if (found === null) {
      for (const value of expandWord(word, scope)) array.items.set(String(nextKey(array)), value);
      continue;
    }
    const whole = expandText(word, scope);
    const key = whole.slice(1, whole.indexOf("]"));
    const at = keyFor(array, key, calculate);
    const value = whole.slice(whole.indexOf("=") + 1);
    array.items.set(at, found[2] === "+" ? (array.items.get(at) ?? "") + value : value);
  }
}

/** Carries out an assignment as it stands in a script. */
export function assign(assignment: Assignment, scope: Scope): void {
  const { name, value, index } = assignment;
  const append = assignment.append === true;
  if (value.type === "Word") {
    const text = expandAssigned(value, scope);
    if (index === undefined) setVariable(name, text, append, scope);
    else setElement(name, expandText(index, scope), text, append, scope);
    return;
  }
  checkWritable(name, scope);
  const before = scope.state.arrays.get(name);
  const array = append ? arrayNamed(name, scope) : emptyArray(before?.named);
  fillArray(array, value, scope);
  scope.state.variables.delete(name);
  scope.state.arrays.set(name, array);
}

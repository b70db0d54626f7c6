import type { BinaryOperator } from "./tree";
import { fail, shown } from "./faults";
import { compare, isArray, isEqual, isObject, type Json, type JsonObject } from "./values";

const cannot = (left: Json, right: Json, verb: string): never =>
  fail(`${shown(left)} and ${shown(right)} cannot be ${verb}`);

function add(left: Json, right: Json): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === "number" && typeof right === "number") return left + right;
  if (typeof left === "string" && typeof right === "string") return left + right;
  if (isArray(left) && isArray(right)) return [...left, ...right];
  if (isObject(left) && isObject(right)) return new Map([...left, ...right]);
  return cannot(left, right, "added");
}

function subtract(left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (isArray(left) && isArray(right)) return left.filter((item) => !right.some((other) => isEqual(item, other)));
  return cannot(left, right, "subtracted");
}

function merge(left: JsonObject, right: JsonObject): JsonObject {
  const merged = new Map(left);
  for (const [key, value] of right) {
    const before = merged.get(key);
    merged.set(key, isObject(value) && isObject(before) ? merge(before, value) : value);
  }
  return merged;
}

const repeat = (text: string, times: number): Json =>
  times > 0 ? text.repeat(times < 1 ? 1 : Math.floor(times)) : null;

function multiply(left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number") return left * right;
  if (typeof left === "string" && typeof right === "number") return repeat(left, right);
  if (typeof left === "number" && typeof right === "string") return repeat(right, left);
  if (isObject(left) && isObject(right)) return merge(left, right);
  return cannot(left, right, "multiplied");
}

export function split(text: string, separator: string): readonly string[] {
  if (text === "") return [];
  return separator === "" ? Array.from(text) : text.split(separator);
}

function divide(left: Json, right: Json): Json {
  if (typeof left === "number" && typeof right === "number")
    return right === 0 ? cannot(left, right, "divided because the divisor is zero") : left / right;
  if (typeof left === "string" && typeof right === "string") return split(left, right);
  return cannot(left, right, "divided");
}

const whole = (number: number): number =>
  Number.isNaN(number) ? 0 : Math.trunc(Math.max(-9.223372036854776e18, Math.min(9.223372036854776e18, number)));

function remainder(left: Json, right: Json): Json {
  if (typeof left !== "number" || typeof right !== "number") return cannot(left, right, "divided");
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
  const divisor = Math.abs(whole(right));
  if (divisor === 0) return cannot(left, right, "divided (remainder) because the divisor is zero");
  return (whole(left) % divisor) + 0;
}

const judged =
  (holds: (order: number) => boolean) =>
  (left: Json, right: Json): Json =>
    holds(compare(left, right));

export const operators: Readonly<Record<BinaryOperator, (left: Json, right: Json) => Json>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  "==": judged((order) => order === 0),
  "!=": judged((order) => order !== 0),
  "<": judged((order) => order < 0),
  "<=": judged((order) => order <= 0),
  ">": judged((order) => order > 0),
  ">=": judged((order) => order >= 0),
};

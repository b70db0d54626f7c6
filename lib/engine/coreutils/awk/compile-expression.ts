import type { Cell, Machine } from "./machine";
import { AwkError } from "./tokens";
import type { Expression, Target } from "./tree";
import { compare, fromInput, isTrue, toNumber, type Value } from "./values";

/** The variables of the function that runs. */
export type Frame = ReadonlyMap<string, Cell>;
export type Evaluate = (frame: Frame) => Value;

export interface Compiling {
  readonly machine: Machine;
  /** Runs a function of the program's own. */
  readonly call: (name: string, args: readonly Expression[], frame: Frame) => Value;
  /** Makes of a call of one of awk's own functions what answers its value. */
  readonly builtin: (name: string, args: readonly Expression[]) => Evaluate;
}

export type Builtin = (args: readonly Expression[], compiling: Compiling) => Evaluate;

export const cellOf = (machine: Machine, frame: Frame, name: string): Cell => frame.get(name) ?? machine.cell(name);

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => {
    if (right === 0) throw new AwkError("fatal: division by zero attempted");
    return left / right;
  },
  "%": (left, right) => {
    if (right === 0) throw new AwkError("fatal: division by zero attempted in `%'");
    return left % right;
  },
  "^": (left, right) => left ** right,
};

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  "==": (difference) => difference === 0,
  "!=": (difference) => difference !== 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
};

export function keyOf(machine: Machine, keys: readonly Evaluate[], frame: Frame): string {
  if (keys.length === 1) return machine.toText(keys[0]?.(frame));
  return keys.map((key) => machine.toText(key(frame))).join(machine.toText(machine.get("SUBSEP")));
}

export interface Place {
  readonly get: Evaluate;
  readonly set: (frame: Frame, value: Value) => void;
}

/** What can be assigned to. */
export function placeOf(target: Target, compiling: Compiling): Place {
  const { machine } = compiling;
  if (target.type === "variable") {
    const { name } = target;
    return {
      get: (frame) => frame.get(name)?.value ?? (frame.has(name) ? undefined : machine.get(name)),
      set: (frame, value) => {
        const own = frame.get(name);
        if (own) own.value = value;
        else machine.set(name, value);
      },
    };
  }
  if (target.type === "field") {
    const index = compileExpression(target.index, compiling);
    const at = (frame: Frame): number => {
      const number = Math.trunc(toNumber(index(frame)));
      if (number < 0) throw new AwkError(`fatal: attempt to access field ${number}`);
      return number;
    };
    return {
      get: (frame) => machine.fields.get(at(frame)),
      set: (frame, value) => {
        machine.fields.set(at(frame), value);
      },
    };
  }
  const keys = target.keys.map((key) => compileExpression(key, compiling));
  return {
    get: (frame) => {
      const { items } = cellOf(machine, frame, target.name);
      const key = keyOf(machine, keys, frame);
      // To ask for an item is to make it.
      if (!items.has(key)) items.set(key, undefined);
      return items.get(key);
    },
    set: (frame, value) => {
      cellOf(machine, frame, target.name).items.set(keyOf(machine, keys, frame), value);
    },
  };
}

/** The expression that a text or a `/…/` stands for. */
export function regexOf(expression: Expression | undefined, compiling: Compiling): (frame: Frame) => RegExp {
  const { machine } = compiling;
  if (expression?.type === "regex") return () => machine.regex(expression.source);
  const value = expression === undefined ? () => "" : compileExpression(expression, compiling);
  return (frame) => machine.regex(machine.toText(value(frame)));
}

function fits(regex: RegExp, text: string): boolean {
  regex.lastIndex = 0;
  return regex.test(text);
}

type Of<Type extends Expression["type"]> = Extract<Expression, { type: Type }>;

function binary({ sign, left, right }: Of<"binary">, compiling: Compiling): Evaluate {
  const { machine } = compiling;
  const one = compileExpression(left, compiling);
  const other = compileExpression(right, compiling);
  if (sign === "&&") return (frame) => (isTrue(one(frame)) && isTrue(other(frame)) ? 1 : 0);
  if (sign === "||") return (frame) => (isTrue(one(frame)) || isTrue(other(frame)) ? 1 : 0);
  if (sign === " ") {
    return (frame) => {
      const text = machine.toText(one(frame));
      return text + machine.toText(other(frame));
    };
  }
  const calculate = arithmetic[sign];
  if (calculate) return (frame) => calculate(toNumber(one(frame)), toNumber(other(frame)));
  const decide = comparisons[sign];
  if (decide) return (frame) => (decide(compare(one(frame), other(frame), machine.toText)) ? 1 : 0);
  throw new AwkError(`syntax error near ${sign}`);
}

function assign({ sign, target, value }: Of<"assign">, compiling: Compiling): Evaluate {
  const place = placeOf(target, compiling);
  const from = compileExpression(value, compiling);
  const calculate = arithmetic[sign.slice(0, -1)];
  return (frame) => {
    const given = from(frame);
    const result = calculate === undefined ? given : calculate(toNumber(place.get(frame)), toNumber(given));
    place.set(frame, result);
    return result;
  };
}

function getline({ from, source, target }: Of<"getline">, compiling: Compiling): Evaluate {
  const { machine } = compiling;
  const place = target === undefined ? undefined : placeOf(target, compiling);
  const name = source === undefined ? undefined : compileExpression(source, compiling);
  return (frame) => {
    if (from === "input") {
      if (place === undefined) return machine.advance() ? 1 : 0;
      const record = machine.readInput();
      if (record !== undefined) place.set(frame, fromInput(record));
      return record === undefined ? 0 : 1;
    }
    const { record, code } = machine.readFrom(from, machine.toText(name?.(frame)));
    if (record === undefined) return code;
    if (place === undefined) machine.fields.setRecord(record);
    else place.set(frame, fromInput(record));
    return code;
  };
}

function step({ by, isBefore, target }: Of<"step">, compiling: Compiling): Evaluate {
  const place = placeOf(target, compiling);
  return (frame) => {
    const before = toNumber(place.get(frame));
    place.set(frame, before + by);
    return isBefore ? before + by : before;
  };
}

function unary({ sign, of }: Of<"unary">, compiling: Compiling): Evaluate {
  const value = compileExpression(of, compiling);
  if (sign === "!") return (frame) => (isTrue(value(frame)) ? 0 : 1);
  return sign === "-" ? (frame) => -toNumber(value(frame)) : (frame) => toNumber(value(frame));
}

function match({ left, right, isNegated }: Of<"match">, compiling: Compiling): Evaluate {
  const text = compileExpression(left, compiling);
  const regex = regexOf(right, compiling);
  return (frame) => {
    const line = compiling.machine.toText(text(frame));
    return fits(regex(frame), line) === isNegated ? 0 : 1;
  };
}

function group({ items }: Of<"group">, compiling: Compiling): Evaluate {
  const [only] = items;
  if (only !== undefined && items.length === 1) return compileExpression(only, compiling);
  const keys = items.map((item) => compileExpression(item, compiling));
  return (frame) => keyOf(compiling.machine, keys, frame);
}

/** Makes of an expression what answers its value. */
export function compileExpression(expression: Expression, compiling: Compiling): Evaluate {
  const { machine } = compiling;
  switch (expression.type) {
    case "number":
    case "string":
      return () => expression.value;
    case "regex":
      return () => (fits(machine.regex(expression.source), machine.fields.whole) ? 1 : 0);
    case "variable":
    case "field":
    case "item":
      return placeOf(expression, compiling).get;
    case "assign":
      return assign(expression, compiling);
    case "binary":
      return binary(expression, compiling);
    case "match":
      return match(expression, compiling);
    default:
      return compileRarer(expression, compiling);
  }
}

function compileRarer(
  expression: Of<"choice" | "in" | "unary" | "step" | "call" | "builtin" | "group" | "getline">,
  compiling: Compiling,
): Evaluate {
  const { machine } = compiling;
  switch (expression.type) {
    case "choice": {
      const test = compileExpression(expression.test, compiling);
      const yes = compileExpression(expression.yes, compiling);
      const no = compileExpression(expression.no, compiling);
      return (frame) => (isTrue(test(frame)) ? yes(frame) : no(frame));
    }
    case "in": {
      const keys = expression.keys.map((key) => compileExpression(key, compiling));
      return (frame) => (cellOf(machine, frame, expression.name).items.has(keyOf(machine, keys, frame)) ? 1 : 0);
    }
    case "unary":
      return unary(expression, compiling);
    case "step":
      return step(expression, compiling);
    case "call":
      return (frame) => compiling.call(expression.name, expression.args, frame);
    case "builtin":
      return compiling.builtin(expression.name, expression.args);
    case "group":
      return group(expression, compiling);
    default:
      return getline(expression, compiling);
  }
}

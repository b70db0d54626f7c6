import {
  cellOf,
  compileExpression,
  keyOf,
  placeOf,
  type Compiling,
  type Evaluate,
  type Frame,
} from "./compile-expression";
import { formatted } from "./format";
import type { Statement } from "./tree";
import { compare, fromInput, isTrue, toNumber, type Value } from "./values";

/** How a statement ended, where it isn't simply done. */
export type Leaving =
  | { readonly type: "break" | "continue" | "next" | "nextfile" }
  | { readonly type: "exit" | "return"; readonly value: Value };

export type Execute = (frame: Frame) => Leaving | undefined;
type Of<Type extends Statement["type"]> = Extract<Statement, { type: Type }>;

function block(body: readonly Statement[], compiling: Compiling): Execute {
  const steps = body.map((one) => compileStatement(one, compiling));
  return (frame) => {
    for (const step of steps) {
      const leaving = step(frame);
      if (leaving) return leaving;
    }
    return undefined;
  };
}

function print({ isFormatted, args, to }: Of<"print">, compiling: Compiling): Execute {
  const { machine } = compiling;
  const values = args.map((arg) => compileExpression(arg, compiling));
  const target = to === undefined ? undefined : compileExpression(to.target, compiling);
  const textOf = (frame: Frame): string => {
    if (isFormatted) {
      const [format, ...rest] = values.map((value) => value(frame));
      return formatted(machine.toText(format), rest, machine.toText);
    }
    const end = machine.toText(machine.get("ORS"));
    if (values.length === 0) return machine.fields.whole + end;
    return values.map((value) => machine.toOutput(value(frame))).join(machine.toText(machine.get("OFS"))) + end;
  };
  return (frame) => {
    const text = textOf(frame);
    const sink = target === undefined ? machine.output : machine.sink(to?.sign ?? ">", machine.toText(target(frame)));
    sink.write(text);
    return undefined;
  };
}

/** Whether a loop is over, and what it leaves by. */
function afterBody(leaving: Leaving | undefined): { readonly isOver: boolean; readonly leaving?: Leaving } {
  if (leaving === undefined || leaving.type === "continue") return { isOver: false };
  return leaving.type === "break" ? { isOver: true } : { isOver: true, leaving };
}

function loop(
  first: Execute | undefined,
  test: Evaluate | undefined,
  step: Execute | undefined,
  body: Execute,
  isAfter: boolean,
): Execute {
  return (frame) => {
    first?.(frame);
    const goesOn = (): boolean => test === undefined || isTrue(test(frame));
    for (let isFirst = isAfter; isFirst || goesOn(); isFirst = false) {
      const { isOver, leaving } = afterBody(body(frame));
      if (isOver) return leaving;
      step?.(frame);
    }
    return undefined;
  };
}

/** The keys in the order that PROCINFO["sorted_in"] asks for; else whole numbers by their size, then as they came. */
function keysOf(items: ReadonlyMap<string, Value>, order: string, toText: (value: Value) => string): readonly string[] {
  const keys = Array.from(items.keys());
  const [, by, how, direction] = /^@(ind|val)_(str|num|type)_(asc|desc)$/u.exec(order) ?? [];
  if (by === undefined) return keys;
  const valueOf = (key: string): Value => (by === "ind" ? (how === "num" ? fromInput(key) : key) : items.get(key));
  const shown = (key: string): Value =>
    how === "num" ? toNumber(valueOf(key)) : how === "str" ? toText(valueOf(key)) : valueOf(key);
  const sorted = keys.toSorted((one, other) => compare(shown(one), shown(other), toText));
  return direction === "desc" ? sorted.toReversed() : sorted;
}

function each({ name, array, body }: Of<"each">, compiling: Compiling): Execute {
  const { machine } = compiling;
  const place = placeOf({ type: "variable", name }, compiling);
  const step = compileStatement(body, compiling);
  return (frame) => {
    const { items } = cellOf(machine, frame, array);
    const order = machine.toText(machine.cell("PROCINFO").items.get("sorted_in"));
    for (const key of keysOf(items, order, machine.toText)) {
      place.set(frame, fromInput(key));
      const { isOver, leaving } = afterBody(step(frame));
      if (isOver) return leaving;
    }
    return undefined;
  };
}

function choose({ value, cases }: Of<"switch">, compiling: Compiling): Execute {
  const { machine } = compiling;
  const subject = compileExpression(value, compiling);
  const made = cases.map(({ test, body }) => ({
    fits: test === undefined ? undefined : caseOf(test, compiling),
    run: block(body, compiling),
  }));
  return (frame) => {
    const found = subject(frame);
    let at = made.findIndex(({ fits }) => fits?.(found, frame) === true);
    if (at === -1) at = made.findIndex(({ fits }) => fits === undefined);
    for (const { run } of at === -1 ? [] : made.slice(at)) {
      const leaving = run(frame);
      if (leaving?.type === "break") return undefined;
      if (leaving) return leaving;
    }
    return undefined;
  };
  function caseOf(test: Parameters<typeof compileExpression>[0], given: Compiling) {
    if (test.type === "regex") {
      return (found: Value): boolean => {
        const regex = machine.regex(test.source);
        regex.lastIndex = 0;
        return regex.test(machine.toText(found));
      };
    }
    const wanted = compileExpression(test, given);
    return (found: Value, frame: Frame): boolean => compare(found, wanted(frame), machine.toText) === 0;
  }
}

function remove({ name, keys }: Of<"delete">, compiling: Compiling): Execute {
  const { machine } = compiling;
  const made = keys?.map((key) => compileExpression(key, compiling));
  return (frame) => {
    const { items } = cellOf(machine, frame, name);
    if (made === undefined) items.clear();
    else items.delete(keyOf(machine, made, frame));
    return undefined;
  };
}

function leave({ how, value }: Of<"leave">, compiling: Compiling): Execute {
  const made = value === undefined ? () => undefined : compileExpression(value, compiling);
  return (frame) => ({ type: how, value: made(frame) });
}

function choice({ test, yes, no }: Of<"if">, compiling: Compiling): Execute {
  const decide = compileExpression(test, compiling);
  const then = compileStatement(yes, compiling);
  const otherwise = no === undefined ? undefined : compileStatement(no, compiling);
  return (frame) => (isTrue(decide(frame)) ? then(frame) : otherwise?.(frame));
}

/** Makes of a statement what runs it. */
export function compileStatement(statement: Statement, compiling: Compiling): Execute {
  switch (statement.type) {
    case "block":
      return block(statement.body, compiling);
    case "expression": {
      const value = compileExpression(statement.value, compiling);
      return (frame) => void value(frame);
    }
    case "print":
      return print(statement, compiling);
    case "if":
      return choice(statement, compiling);
    case "jump": {
      const leaving: Leaving = { type: statement.how };
      return () => leaving;
    }
    case "leave":
      return leave(statement, compiling);
    case "delete":
      return remove(statement, compiling);
    default:
      return compileLoop(statement, compiling);
  }
}

function compileLoop(statement: Of<"while" | "for" | "each" | "switch">, compiling: Compiling): Execute {
  if (statement.type === "each") return each(statement, compiling);
  if (statement.type === "switch") return choose(statement, compiling);
  const body = compileStatement(statement.body, compiling);
  if (statement.type === "while")
    return loop(undefined, compileExpression(statement.test, compiling), undefined, body, statement.isAfter);
  const { first, test, step } = statement;
  return loop(
    first && compileStatement(first, compiling),
    test && compileExpression(test, compiling),
    step && compileStatement(step, compiling),
    body,
    false,
  );
}

import { compileExpression, regexOf, type Builtin, type Compiling, type Frame } from "./compile-expression";
import { fieldsOf, splitBy } from "./fields";
import { AwkError } from "./tokens";
import type { Expression } from "./tree";
import { compare, fromInput, type Value } from "./values";

function itemsOf(arg: Expression | undefined, { machine }: Compiling): (frame: Frame) => Map<string, Value> {
  if (arg?.type !== "variable") throw new AwkError("an array is wanted here");
  return (frame) => (frame.get(arg.name) ?? machine.cell(arg.name)).items;
}

function fill(items: Map<string, Value>, values: readonly Value[]): number {
  items.clear();
  values.forEach((value, at) => items.set(String(at + 1), value));
  return values.length;
}

const split: Builtin = (args, compiling) => {
  const { machine } = compiling;
  const [text, array, separator] = args;
  const value = text === undefined ? () => "" : compileExpression(text, compiling);
  const items = itemsOf(array, compiling);
  const regex = separator?.type === "regex" ? regexOf(separator, compiling) : undefined;
  const given = separator === undefined || regex !== undefined ? undefined : compileExpression(separator, compiling);
  return (frame) => {
    const whole = machine.toText(value(frame));
    if (regex !== undefined) return fill(items(frame), splitBy(whole, regex(frame)).map(fromInput));
    const { widths: _widths, pattern: _pattern, ...splitting } = machine.splitting();
    const by = given === undefined ? splitting.separator : machine.toText(given(frame));
    return fill(items(frame), fieldsOf(whole, { ...splitting, separator: by }).map(fromInput));
  };
};

const patsplit: Builtin = (args, compiling) => {
  const { machine } = compiling;
  const [text, array, pattern] = args;
  const value = text === undefined ? () => "" : compileExpression(text, compiling);
  const items = itemsOf(array, compiling);
  const regex = regexOf(pattern, compiling);
  return (frame) =>
    fill(
      items(frame),
      Array.from(machine.toText(value(frame)).matchAll(regex(frame)), ([found]) => fromInput(found)),
    );
};

const sorted =
  (byKey: boolean): Builtin =>
  (args, compiling) => {
    const { machine } = compiling;
    const from = itemsOf(args[0], compiling);
    const into = args[1] === undefined ? from : itemsOf(args[1], compiling);
    return (frame) => {
      const values: Value[] = byKey ? Array.from(from(frame).keys()) : Array.from(from(frame).values());
      const order = (one: Value, other: Value): number => {
        const isText = typeof one === "string";
        if (isText !== (typeof other === "string")) return isText ? 1 : -1;
        return compare(one, other, machine.toText);
      };
      return fill(into(frame), values.toSorted(order));
    };
  };

export const arrayBuiltins: Readonly<Record<string, Builtin>> = {
  split,
  patsplit,
  asort: sorted(false),
  asorti: sorted(true),
  isarray:
    ([arg], { machine }) =>
    (frame) =>
      arg?.type === "variable" && (frame.get(arg.name) ?? machine.cell(arg.name)).array !== undefined ? 1 : 0,
  typeof: ([arg], compiling) => {
    const value = arg === undefined ? () => undefined : compileExpression(arg, compiling);
    return (frame) => {
      if (arg?.type === "variable" && (frame.get(arg.name) ?? compiling.machine.cell(arg.name)).array) return "array";
      const found = value(frame);
      if (found === undefined) return "untyped";
      return typeof found === "object" ? "strnum" : typeof found;
    };
  },
};

import { writeFormat } from "../formats";
import { fail, JqError } from "../faults";
import { computed, type Item } from "../items";
import { writeJson } from "../json-writer";
import type { Native } from "../runner";
import type { Json } from "../values";
import { everyArgs } from "./plain";

/** What a program sees of what it is run by. */
export interface World {
  /** The next value that was given; undefined at the end. */
  readonly input: () => Json | undefined;
  readonly file: () => string | undefined;
  readonly line: () => number;
  readonly environment: Json;
  /** Writes on standard error. */
  readonly tell: (text: string) => void;
}

/** A program that ends everything, with what is said last. */
export class Halt extends Error {
  constructor(
    readonly code: number,
    readonly said: string,
  ) {
    super("halt");
  }
}

function* inputs(world: World, item: Item) {
  for (let value = world.input(); value !== undefined; value = world.input()) yield computed(item, value);
}

function halt(value: Json, code: Json): never {
  if (typeof code !== "number") return fail("halt_error/1: number required");
  throw new Halt(code, typeof value === "string" ? value : `${writeJson(value)}\n`);
}

/** The functions that ask the world, or tell it. */
export const worldFunctions = (world: World): Readonly<Record<string, Native>> => ({
  *"input/0"(_machine, _args, _scope, item) {
    const value = world.input();
    if (value === undefined) throw new JqError("break");
    yield computed(item, value);
  },
  "inputs/0": (_machine, _args, _scope, item) => inputs(world, item),
  *"input_filename/0"(_machine, _args, _scope, item) {
    yield computed(item, world.file() ?? null);
  },
  *"input_line_number/0"(_machine, _args, _scope, item) {
    yield computed(item, world.line());
  },
  *"env/0"(_machine, _args, _scope, item) {
    yield computed(item, world.environment);
  },
  *"debug/0"(_machine, _args, _scope, item) {
    world.tell(`${writeJson(["DEBUG:", item.value])}\n`);
    yield item;
  },
  *"stderr/0"(_machine, _args, _scope, item) {
    world.tell(writeJson(item.value));
    yield item;
  },
  "halt/0"() {
    throw new Halt(0, "");
  },
  *"halt_error/1"(machine, args, scope, item) {
    for (const [code = null] of everyArgs(machine, args, scope, item.value))
      yield computed(item, halt(item.value, code));
  },
  *"format/1"(machine, args, scope, item) {
    for (const [name = null] of everyArgs(machine, args, scope, item.value))
      yield computed(item, writeFormat(typeof name === "string" ? name : writeJson(name), item.value));
  },
});

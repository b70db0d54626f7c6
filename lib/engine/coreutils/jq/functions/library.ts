import { Machine } from "../machine";
import { parseProgram } from "../parse";
import type { Native, Runner } from "../runner";
import type { Definition, Node } from "../tree";
import type { Json } from "../values";
import { dateFunctions } from "./dates";
import { definitions } from "./definitions.data";
import { numberFunctions } from "./numbers";
import { native } from "./plain";
import { streamFunctions } from "./streams";
import { textFunctions } from "./texts";
import { valueFunctions } from "./values";
import { worldFunctions, type World } from "./world";

const plainFunctions = { ...valueFunctions, ...textFunctions, ...numberFunctions, ...dateFunctions };

/** Those that stand one behind the other at the beginning of a program. */
function* definitionsOf(program: Node): Generator<Definition, void> {
  for (let node = program; node.type === "define"; node = node.body) yield node.definition;
}

export interface Program {
  /** All answers to one input. */
  readonly answers: (input: Json) => Iterable<Json>;
}

/** Reads a program and makes it ready to run; `variables` are those it is given. */
export function createMachine(text: string, variables: ReadonlyMap<string, Json>, world: World): Program {
  const natives = new Map<string, Native>([
    ...Object.entries(plainFunctions).map(([name, run]) => [name, native(run)] as const),
    ...Object.entries(streamFunctions),
    ...Object.entries(worldFunctions(world)),
  ]);
  const written = new Map<string, Definition>();
  const known = (name: string): boolean => natives.has(name) || written.has(name);
  natives.set("builtins/0", function* (_machine, _args, _scope, { path }) {
    const names = [...natives.keys(), ...written.keys()].filter((name) => !name.startsWith("_"));
    yield { value: names, path: path && "nowhere" };
  });
  for (const definition of definitionsOf(parseProgram(definitions, ["$ENV"], () => true)))
    written.set(`${definition.name}/${definition.params.length}`, definition);
  const names = Array.from(variables.keys(), (name) => `$${name}`);
  const program = parseProgram(text, names, known);
  const machine: Runner = new Machine(natives, written);
  const scope = Array.from(variables).reduce<Parameters<Runner["values"]>[1]>(
    (outer, [name, value]) => ({ outer, name: `$${name}`, value }),
    undefined,
  );
  return { answers: (input) => machine.values(program, scope, input) };
}

import { callBuiltin } from "./builtins";
import { compileExpression, type Compiling, type Frame } from "./compile-expression";
import { compileStatement, type Execute, type Leaving } from "./compile-statement";
import { Cell, type Machine } from "./machine";
import { AwkError } from "./tokens";
import type { Expression, Pattern, Program } from "./tree";
import { isTrue, toNumber, type Value } from "./values";

const globals: Frame = new Map();

/** How often a function may call itself before it is taken for one that never ends. */
const deepest = 4000;

/** Calls the program's own functions; what is handed over as a bare name may turn out to be an array. */
function createCalls(program: Program, compiling: Compiling): Compiling["call"] {
  const bodies = new Map<string, Execute>();
  const evaluators = new WeakMap<Expression, (frame: Frame) => Value>();
  let depth = 0;
  const argument = (arg: Expression | undefined, frame: Frame): Cell => {
    if (arg === undefined) return new Cell();
    if (arg.type === "variable") {
      const cell = frame.get(arg.name) ?? compiling.machine.cell(arg.name);
      if (cell.array !== undefined) return cell;
      if (cell.value === undefined && arg.name !== "NF") return new Cell(cell);
    }
    let evaluate = evaluators.get(arg);
    if (evaluate === undefined) {
      evaluate = compileExpression(arg, compiling);
      evaluators.set(arg, evaluate);
    }
    const made = new Cell();
    made.value = evaluate(frame);
    return made;
  };
  return (name, args, frame) => {
    const tree = program.functions.get(name);
    if (tree === undefined) throw new AwkError(`fatal: function \`${name}' not defined`);
    const own = new Map(tree.parameters.map((parameter, at) => [parameter, argument(args[at], frame)]));
    let body = bodies.get(name);
    if (body === undefined) {
      body = compileStatement(tree.body, compiling);
      bodies.set(name, body);
    }
    depth += 1;
    if (depth > deepest) throw new AwkError(`fatal: function \`${name}' calls itself too often`);
    const leaving = body(own);
    depth -= 1;
    if (leaving?.type === "exit") throw new Exit(leaving);
    return leaving?.type === "return" ? leaving.value : undefined;
  };
}

/** `exit` within a function. */
class Exit extends Error {
  constructor(readonly leaving: Leaving) {
    super("exit");
  }
}

/** Whether a rule is meant by the record that is there. */
function decider(pattern: Pattern, compiling: Compiling): () => boolean {
  if (pattern.type === "always") return () => true;
  if (pattern.type === "when") {
    const test = compileExpression(pattern.test, compiling);
    return () => isTrue(test(globals));
  }
  if (pattern.type !== "range") return () => false;
  const from = compileExpression(pattern.from, compiling);
  const to = compileExpression(pattern.to, compiling);
  let isInside = false;
  return () => {
    if (!isInside && !isTrue(from(globals))) return false;
    isInside = !isTrue(to(globals));
    return true;
  };
}

/** Runs a program over the input; answers its exit code. */
export function runProgram(program: Program, machine: Machine): number {
  const compiling: { machine: Machine; call: Compiling["call"]; builtin: Compiling["builtin"] } = {
    machine,
    call: () => undefined,
    builtin: (name, args) => callBuiltin(name, args, compiling),
  };
  compiling.call = createCalls(program, compiling);
  const print = compileStatement({ type: "print", isFormatted: false, args: [] }, compiling);
  const rules = program.rules.map(({ pattern, body }) => ({
    type: pattern.type,
    isMeant: decider(pattern, compiling),
    run: body === undefined ? print : compileStatement(body, compiling),
  }));
  let code: number | undefined;
  /** False when the program is to end. */
  const go = (run: Execute): Leaving | undefined => {
    const leaving = caught(run);
    if (leaving?.type === "exit" && (leaving.value !== undefined || code === undefined))
      code = toNumber(leaving.value) || 0;
    return leaving;
  };
  const begins = rules.filter(({ type }) => type === "begin");
  const ends = rules.filter(({ type }) => type === "end");
  const main = rules.filter(({ type }) => type !== "begin" && type !== "end");
  let isExiting = begins.some(({ run }) => go(run)?.type === "exit");
  if (!isExiting && (main.length > 0 || ends.length > 0))
    while (!isExiting && machine.advance()) isExiting = record(main, go, machine);
  for (const { run } of ends) if (go(run)?.type === "exit") break;
  machine.end();
  return code ?? (machine.hasFailed ? 2 : 0);
}

function caught(run: Execute): Leaving | undefined {
  try {
    return run(globals);
  } catch (error) {
    if (error instanceof Exit) return error.leaving;
    throw error;
  }
}

/** Whether the program is to end. */
function record(
  rules: readonly { readonly isMeant: () => boolean; readonly run: Execute }[],
  go: (run: Execute) => Leaving | undefined,
  machine: Machine,
): boolean {
  for (const { isMeant, run } of rules) {
    if (!isMeant()) continue;
    const leaving = go(run);
    if (leaving?.type === "nextfile") machine.skipFile();
    if (leaving?.type === "next" || leaving?.type === "nextfile") return false;
    if (leaving?.type === "exit") return true;
  }
  return false;
}

import type { ArithmeticFor, Case, CommandNode, For, Function as FunctionNode, If, Select, While } from "unbash";
import { runApart } from "./apart";
import { setVariable } from "./assign";
import { calculate, expandText, expandWord, piecesOf } from "./expand";
import { LeaveLoop } from "./flow";
import { startCoprocess } from "./coprocess";
import { matches } from "./pattern";
import type { Scope } from "./scope";
import type { Shell } from "./shell";
import type { ShellFunction } from "./state";
import { choose } from "./select";
import { evaluateTest } from "./test-expression";

/** Loops, branches, groups and definitions. */
export function runCompound(
  shell: Shell,
  node: Exclude<CommandNode, { type: "Command" | "Redirected" }>,
  scope: Scope,
): number {
  switch (node.type) {
    case "If":
      return runIf(shell, node, scope);
    case "While":
      return runWhile(shell, node, scope);
    case "For":
      return runFor(shell, node, scope);
    case "ArithmeticFor":
      return runArithmeticFor(shell, node, scope);
    case "Select":
      return runSelect(shell, node, scope);
    case "Case":
      return runCase(shell, node, scope);
    case "BraceGroup":
      return shell.runScript(node.body, scope);
    case "Subshell":
      return runApart(shell, scope, (inner) => shell.runScript(node.body, inner));
    case "TestCommand":
      return Number(!evaluateTest(node.expression, scope));
    case "ArithmeticCommand":
      return Number(calculate(node.expression, scope) === 0n);
    default:
      return node.type === "Coproc" ? startCoprocess(shell, node, scope) : define(node, scope);
  }
}

const functionFrom = (node: FunctionNode, { source, firstLine, state }: Scope): ShellFunction => ({
  node,
  source,
  firstLine,
  file: state.file,
});

function define(node: FunctionNode, scope: Scope): number {
  scope.state.functions.set(node.name.value, functionFrom(node, scope));
  return 0;
}

function runIf(shell: Shell, node: If, scope: Scope): number {
  const tested: Scope = { ...scope, tested: true };
  for (const branch of [node, ...node.elif]) {
    if (shell.runScript(branch.clause, tested) === 0) return shell.runScript(branch.then, scope);
  }
  return node.else === undefined ? 0 : shell.runScript(node.else, scope);
}

/** Whether the loop goes on after a `break` or `continue` of its body's; those for outer loops go on outward. */
function goesOn(error: unknown): boolean {
  if (!(error instanceof LeaveLoop)) throw error;
  if (error.levels > 1) {
    error.levels--;
    throw error;
  }
  return error.kind === "continue";
}

function looped(
  { state }: Scope,
  more: () => boolean,
  body: () => number,
  after: () => void = () => undefined,
): number {
  let status = 0;
  state.loops++;
  try {
    while (more()) {
      try {
        status = body();
      } catch (error) {
        if (!goesOn(error)) return 0;
      }
      after();
    }
    return status;
  } finally {
    state.loops--;
  }
}

function runWhile(shell: Shell, { kind, clause, body }: While, scope: Scope): number {
  const tested: Scope = { ...scope, tested: true };
  return looped(
    scope,
    () => (shell.runScript(clause, tested) === 0) === (kind === "while"),
    () => shell.runScript(body, scope),
  );
}

function runFor(shell: Shell, { name, wordlist, body }: For, scope: Scope): number {
  const words =
    wordlist === undefined ? [...scope.state.positional] : wordlist.flatMap((word) => expandWord(word, scope));
  const { references } = scope.state;
  let at = 0;
  return looped(
    scope,
    () => {
      const word = words[at++];
      if (word !== undefined && references.has(name.value)) references.set(name.value, word);
      else if (word !== undefined) setVariable(name.value, word, false, scope);
      return word !== undefined;
    },
    () => shell.runScript(body, scope),
  );
}

/** At the end of what is typed the status says so. */
function runSelect(shell: Shell, node: Select, scope: Scope): number {
  const next = choose(shell, node, scope);
  let ended = false;
  const more = () => {
    ended = !next();
    return !ended;
  };
  const status = looped(scope, more, () => shell.runScript(node.body, scope));
  return ended ? 1 : status;
}

function runArithmeticFor(shell: Shell, node: ArithmeticFor, scope: Scope): number {
  calculate(node.initialize, scope);
  return looped(
    scope,
    () => node.test === undefined || calculate(node.test, scope) !== 0n,
    () => shell.runScript(node.body, scope),
    () => void calculate(node.update, scope),
  );
}

function runCase(shell: Shell, { word, items }: Case, scope: Scope): number {
  const text = expandText(word, scope);
  let falls = false;
  let status = 0;
  for (const { pattern, body, terminator } of items) {
    if (!falls && !pattern.some((one) => matches(piecesOf(one, scope), text, scope.state.extras.has("nocasematch"))))
      continue;
    status = shell.runScript(body, scope);
    if (terminator !== ";&" && terminator !== ";;&") return status;
    falls = terminator === ";&";
  }
  return status;
}

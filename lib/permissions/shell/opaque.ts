import { basename } from "@/lib/base";
import type { ShellWord } from "../call";
import { findActions, harmlessVariables, interpreters, relays, shells } from "./programs.data";

export interface Opacity {
  readonly why: string;
  /** Text that is itself a script. */
  readonly scripts: readonly string[];
}

function ofInterpreter(name: string, rest: readonly ShellWord[]): Opacity | undefined {
  const options = Object.hasOwn(interpreters, name) ? interpreters[name] : undefined;
  if (!options) return undefined;
  const at = rest.findIndex((word) =>
    options.some(
      (option) =>
        word.value === option ||
        (option.startsWith("--") && word.value.startsWith(`${option}=`)) ||
        (/^-[a-zA-Z]$/.test(option) &&
          /^-[a-zA-Z]+$/.test(word.value) &&
          word.value.includes(option.slice(1)) &&
          name !== "npm" &&
          name !== "npx"),
    ),
  );
  if (at >= 0) {
    const script = rest[at + 1];
    return {
      why: `\`${name} ${rest[at]?.value ?? ""}\` runs the text that it is given`,
      scripts: shells.has(name) && script ? [script.value] : [],
    };
  }
  const runsInput =
    !["npm", "npx", "deno", "bun"].includes(name) &&
    !rest.some((word) => !word.value.startsWith("-")) &&
    !rest.some((word) => /^(?:--version|-v|-V|--help|-h|--test)$/.test(word.value));
  return runsInput ? { why: `\`${name}\` without a file runs its input`, scripts: [] } : undefined;
}

const plainly = (why: string): Opacity => ({ why, scripts: [] });

/** By program: what in its arguments makes it opaque. */
function ofProgram(name: string, rest: readonly ShellWord[]): Opacity | undefined {
  if (relays.has(name)) {
    const scripts = name === "eval" ? [rest.map((word) => word.value).join(" ")] : [];
    return { why: `\`${name}\` runs what it is given`, scripts };
  }
  if (name === "env") return plainly("`env` may change what runs");
  if (name === "find" && rest.some((word) => word.dynamic || findActions.has(word.value)))
    return plainly("`find` may run or delete what it finds");
  if (name === "git" && rest[0]?.value.startsWith("-") && rest[0].value !== "--version")
    return plainly("options before git's subcommand may run programs");
  if (name === "sed" && rest.some((word) => /^(?:-i|--in-place|-n?i)/.test(word.value)))
    return plainly("`sed -i` rewrites files");
  return ofInterpreter(name, rest);
}

/** Why no prefix rule can vouch for a command, or undefined when its words say what it does. */
export function opacityOf(words: readonly ShellWord[], variables: readonly string[]): Opacity | undefined {
  const [first, ...rest] = words;
  if (!first) return undefined;
  const variable = variables.find((name) => !harmlessVariables.test(name));
  if (variable !== undefined) return plainly(`the variable ${variable} may change what runs`);
  if (first.dynamic) return plainly("the program's name is known only when it runs");
  return ofProgram(basename(first.value), rest);
}

import { basename } from "@/lib/base";
import type { ShellCommand, ShellWord } from "./call";
import { matchesWildcard } from "./wildcard";

const tidy = (text: string) => text.trim().replace(/\s+/g, " ");

function startsWith(words: readonly ShellWord[], prefix: readonly string[]): boolean {
  return (
    prefix.length <= words.length && prefix.every((wanted, at) => words[at]?.value === wanted && !words[at].dynamic)
  );
}

/** For a rule that tightens: a program by its bare name wherever it lies, and anywhere in a command that runs another. */
function mentions(command: ShellCommand, prefix: readonly string[]): boolean {
  const last = command.words.length - prefix.length;
  const latest = command.opaque === undefined ? Math.min(0, last) : last;
  for (let start = 0; start <= latest; start += 1) {
    const fits = prefix.every((wanted, at) => {
      const value = command.words[start + at]?.value ?? "";
      return value === wanted || (at === 0 && value.endsWith(wanted) && basename(value || ".") === wanted);
    });
    if (fits) return true;
  }
  return false;
}

const plainText = (command: ShellCommand) => command.words.map((word) => word.value).join(" ");

/** `npm test:*` is a prefix of whole words, `git * main` a wildcard, anything else the exact command. */
export function compileCommand(specifier: string): {
  loosens: (command: ShellCommand) => boolean;
  tightens: (command: ShellCommand) => boolean;
  tightensText: (text: string) => boolean;
} {
  const text = tidy(specifier);
  const prefix = text.endsWith(":*") ? text.slice(0, -2).trim().split(" ") : undefined;
  if (prefix) {
    return {
      loosens: (command) => command.opaque === undefined && startsWith(command.words, prefix),
      tightens: (command) => mentions(command, prefix),
      tightensText: (script) => tidy(script).includes(prefix.join(" ")),
    };
  }
  if (text.includes("*")) {
    const fits = (candidate: string) =>
      matchesWildcard(text, candidate) || (text.endsWith(" *") && matchesWildcard(text.slice(0, -2), candidate));
    return {
      loosens: (command) => command.opaque === undefined && !command.words[0]?.dynamic && fits(plainText(command)),
      tightens: (command) => fits(plainText(command)) || fits(command.text),
      tightensText: (script) => matchesWildcard(`*${text}*`, tidy(script)),
    };
  }
  return {
    loosens: (command) => tidy(command.text) === text,
    tightens: (command) => tidy(command.text) === text || plainText(command) === text,
    tightensText: (script) => tidy(script).includes(text),
  };
}

import { basename } from "@/lib/base";
import type { Part } from "./call";
import { destructivePrograms } from "./shell/programs.data";

/** The project itself, what it lies in, and the home of programs, relative to the project or as they are written. */
const whole = /^(?:\.|\.\.(?:\/\.\.)*|\/|~|\/home(?:\/project)?)$/;
const everythingIn = /^(?:(?:\.|\.\.|~|\/|\$HOME|\/home\/project)\/?)?\*+$|^(?:~|\$HOME)\/?$/;

/** What a command would destroy as a whole, such as the project; undefined where it is after less. */
export function criticalTarget(part: Part): string | undefined {
  if (part.type !== "command") return undefined;
  const [first, ...rest] = part.command.words;
  if (!first || !destructivePrograms.has(basename(first.value))) return undefined;
  const { effect } = part.command;
  const named = effect.type === "writes" ? effect.paths.find((path) => whole.test(path)) : undefined;
  return named ?? rest.find((word) => everythingIn.test(word.text.replaceAll('"', "")))?.text;
}

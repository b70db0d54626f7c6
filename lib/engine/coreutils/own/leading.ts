import { readFlags, type Flags } from "./command";

/** The flags before the first word that is none; from that word on it is another program's line. */
export function readLeading(
  args: readonly string[],
  valued: string,
  long: Readonly<Record<string, string>> = {},
): Flags {
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--" || arg === "-" || !arg.startsWith("-")) break;
    if (arg.startsWith("--")) continue;
    const letters = Array.from(arg.slice(1));
    const takes = letters.findIndex((letter) => valued.includes(letter));
    if (takes !== -1 && takes === letters.length - 1) at += 1;
  }
  const { has, value } = readFlags(args.slice(0, at), valued, long);
  return { has, value, rest: args.slice(args[at] === "--" ? at + 1 : at) };
}

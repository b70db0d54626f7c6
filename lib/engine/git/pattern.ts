import type { Options } from "./options";

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

/** A pattern as git's own reading of it has it; what no expression is, is taken to the letter. */
export function matcher(pattern: string, options: Pick<Options, "has">): RegExp {
  const flags = options.has("regexp-ignore-case") ? "imu" : "mu";
  if (options.has("fixed-strings")) return new RegExp(escaped(pattern), flags);
  const extended = options.has("extended-regexp") || options.has("perl-regexp");
  const text = extended
    ? pattern
    : pattern.replaceAll(/\\([|+?(){}])|([|+?(){}])/gu, (_, basic?: string, plain?: string) => basic ?? `\\${plain}`);
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(escaped(pattern), flags);
  }
}

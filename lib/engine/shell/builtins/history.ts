import { say } from "../scope";
import type { Builtin } from "../shell";

/** All lines that were typed, or the last few of them, each with its number. */
const showHistory: Builtin = ([count], scope, shell) => {
  const lines = shell.history;
  if (count === "-c") {
    lines.length = 0;
    return 0;
  }
  const from = count === undefined ? 0 : Math.max(0, lines.length - Number(count));
  for (const [at, line] of lines.entries()) if (at >= from) say(scope, 1, `${String(at + 1).padStart(5)}  ${line}\n`);
  return 0;
};

export const history: Readonly<Record<string, Builtin>> = { history: showHistory };

import { ShellFailure } from "../flow";
import { loadHistory, saveHistory } from "../history";
import { complain, say, type Scope } from "../scope";
import type { Builtin, Shell } from "../shell";

/** Takes out one line, or those from one to another, counted as they are shown or, below zero, from the end. */
function forget(range: string, lines: string[]): void {
  const [, from, to = from] = /^(-?\d+)(?:-(-?\d+))?$/.exec(range) ?? [];
  const place = (text: string): number => (text.startsWith("-") ? lines.length + Number(text) : Number(text) - 1);
  const begin = from === undefined ? -1 : place(from);
  const end = to === undefined ? -1 : place(to);
  if (begin < 0 || end < begin || end >= lines.length)
    throw new ShellFailure(`history: ${range}: history position out of range`);
  lines.splice(begin, end - begin + 1);
}

function changed([flag = "", value, ...rest]: readonly string[], scope: Scope, { history: lines }: Shell): boolean {
  if (flag === "-c") lines.length = 0;
  else if (flag === "-d" && value !== undefined) forget(value, lines);
  else if (flag === "-s") lines.push([value ?? "", ...rest].join(" "));
  else if (flag === "-w") saveHistory(scope, lines);
  else if (flag === "-r" || flag === "-n") {
    lines.length = 0;
    loadHistory(scope, lines);
  }
  // Each line is in the file as soon as it was typed, so `-a` has nothing left to do.
  return /^-[acdnrsw]/.test(flag);
}

/** All lines that were typed, or the last few of them, each with its number. */
const showHistory: Builtin = (args, scope, shell) => {
  if (changed(args, scope, shell)) return 0;
  const [count] = args;
  const lines = shell.history;
  if (count !== undefined && !/^\d+$/.test(count)) {
    complain(scope, `history: ${count}: numeric argument required`);
    return 1;
  }
  const from = count === undefined ? 0 : Math.max(0, lines.length - Number(count));
  for (const [at, line] of lines.entries()) if (at >= from) say(scope, 1, `${String(at + 1).padStart(5)}  ${line}\n`);
  return 0;
};

export const history: Readonly<Record<string, Builtin>> = { history: showHistory };

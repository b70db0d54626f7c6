import type { Coproc } from "unbash";
import { setVariable } from "./assign";
import { launchSubshell } from "./launch";
import type { Scope } from "./scope";
import type { Shell } from "./shell";
import { arrayOf } from "./shell-array";

const highest = 63;

/** The numbers that a script is given for the ends, from the top down, as bash does. */
function freeNumbers(scope: Scope): readonly [number, number] {
  const free = Array.from({ length: highest - 2 }, (_, at) => highest - at).filter((one) => !scope.streams.has(one));
  const [first = highest, second = highest - 1] = free;
  return [first, second];
}

/** `coproc NAME { …; }`: a shell beside us, to be read from `${NAME[0]}` and written to `${NAME[1]}`. */
export function startCoprocess(shell: Shell, node: Coproc, scope: Scope): number {
  const { system, state, source } = scope;
  const name = node.name?.value ?? "COPROC";
  const [input, toIt] = system.pipe();
  const [fromIt, output] = system.pipe();
  const text = source.slice(node.body.pos, node.body.end);
  const streams = new Map(scope.streams).set(0, input).set(1, output);
  const pid = launchSubshell(scope, text, { streams, group: scope.interactive ? 0 : undefined });
  system.close(input);
  system.close(output);
  const [reader, writer] = freeNumbers(scope);
  shell.keepStreams(scope, new Map(scope.streams).set(reader, fromIt).set(writer, toIt));
  state.arrays.set(name, arrayOf([String(reader), String(writer)]));
  setVariable(`${name}_PID`, String(pid), false, scope);
  state.lastBackground = pid;
  shell.noteBackground(pid, `coproc ${name} ${text}`, scope);
  return 0;
}

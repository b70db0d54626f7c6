import fs from "node:fs";
import { textOf } from "./bytes-text";

export interface Line {
  readonly text: string;
  /** False for a last line that doesn't end. */
  readonly isEnded: boolean;
}

function* splitLines(bytes: Uint8Array, end: number): Iterable<Uint8Array> {
  let from = 0;
  for (let at = bytes.indexOf(end); at !== -1; at = bytes.indexOf(end, from)) {
    yield bytes.subarray(from, at);
    from = at + 1;
  }
  yield bytes.subarray(from);
}

/** The lines of standard input as they come, or of a file. */
export async function* readLines(name: string, end = "\n"): AsyncIterable<readonly Line[]> {
  const code = end.charCodeAt(0);
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of bytesFrom(name)) {
    const whole = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const parts = Array.from(splitLines(whole, code));
    rest = parts.pop() ?? new Uint8Array();
    yield parts.map((part) => ({ text: textOf(part), isEnded: true }));
  }
  if (rest.length > 0) yield [{ text: textOf(rest), isEnded: false }];
}

async function* bytesFrom(name: string): AsyncIterable<Uint8Array> {
  if (name === "-") yield* process.stdin as AsyncIterable<Uint8Array>;
  else if (fs.statSync(name).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
  else if (fs.statSync(name).isFile()) yield fs.readFileSync(name);
  else yield* fs.createReadStream(name) as AsyncIterable<Uint8Array>;
}

/** All lines at once; the last needn't end. */
export async function allLines(name: string, end = "\n"): Promise<readonly Line[]> {
  const all: Line[] = [];
  for await (const some of readLines(name, end)) for (const line of some) all.push(line);
  return all;
}

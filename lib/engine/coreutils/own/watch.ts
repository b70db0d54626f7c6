import { spawn } from "node:child_process";
import os from "node:os";
import type { Call, Command, Flags } from "./command";
import { openKeyboard, type Keyboard } from "./keyboard";
import { rowsOf } from "./pager-view";
import { readLeading } from "./leading";

interface Ran {
  readonly text: string;
  readonly status: number;
}

function run(words: readonly string[], direct: boolean): Promise<Ran> {
  const [file = "", ...args] = direct ? words : ["sh", "-c", words.join(" ")];
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve) => {
    let text = "";
    const take = (piece: Buffer) => (text += piece.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("error", (error) => {
      resolve({ text: `${String(error)}\n`, status: 127 });
    });
    child.once("close", (status) => {
      resolve({ text, status: status ?? 1 });
    });
  });
}

function head(every: number, words: readonly string[], columns: number): string {
  const left = `Every ${every.toFixed(1)}s: ${words.join(" ")}`;
  const right = `${os.hostname()}: ${new Date().toString().slice(0, 24)}`;
  const room = columns - right.length - 1;
  const shown = left.length > room ? `${left.slice(0, Math.max(0, room - 3))}...` : left;
  return `${shown.padEnd(Math.max(0, columns - right.length))}${right}`;
}

/** The screen as it is now: the title, and as much of the text as there is room for. */
function screenOf(text: string, title: readonly string[]): string {
  const [rows, columns] = [process.stdout.rows || 24, process.stdout.columns || 80];
  const body = text
    .replace(/\n$/, "")
    .split("\n")
    .flatMap((line) => rowsOf(line, columns, false));
  return [...title, ...body].slice(0, rows).join("\r\n");
}

/** Why one leaves, as a status. */
function leaves(flags: Flags, { text, status }: Ran, before: string | undefined): number | undefined {
  if (flags.has("e") && status !== 0) return 8;
  return flags.has("g") && before !== undefined && before !== text ? 0 : undefined;
}

async function goOn(call: Call, flags: Flags, every: number, keyboard: Keyboard | undefined): Promise<number> {
  let before: string | undefined;
  for (;;) {
    const ran = await run(flags.rest, flags.has("x"));
    const title = flags.has("t") ? [] : [head(every, flags.rest, process.stdout.columns || 80), ""];
    call.out(`\x1b[H\x1b[J${screenOf(ran.text, title)}`);
    const left = leaves(flags, ran, before);
    if (left !== undefined) return left;
    before = ran.text;
    const key = keyboard === undefined ? await resting(every) : await keyboard.next(every * 1000);
    if (key === "q" || key === "\x03") return 0;
  }
}

/** Runs a command again and again and shows the first screen of what it says, until `q` or ^C. */
export const watch: Command = async (call) => {
  const long = {
    interval: "n",
    "no-title": "t",
    chgexit: "g",
    errexit: "e",
    beep: "b",
    differences: "d",
    exec: "x",
    color: "c",
  };
  const flags = readLeading(call.args, "n", long);
  if (flags.rest.length === 0) {
    process.stderr.write("Usage:\n watch [options] command\n");
    return 1;
  }
  const every = Math.max(0.1, Number(flags.value("n") || 2) || 2);
  const keyboard = openKeyboard();
  if (process.stdout.isTTY) call.out("\x1b[?1049h");
  try {
    return await goOn(call, flags, every, keyboard);
  } finally {
    if (process.stdout.isTTY) call.out("\x1b[?1049l");
    keyboard?.close();
  }
};

const resting = (seconds: number) =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => {
      resolve(undefined);
    }, seconds * 1000);
  });

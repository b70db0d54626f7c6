import fs from "node:fs";
import { ReadStream } from "node:tty";

export interface Keyboard {
  /** The next key, or undefined once there are no more. */
  readonly next: (withinMs?: number) => Promise<string | undefined>;
  readonly close: () => void;
}

const keys = new RegExp(String.raw`\x1b\[[\d;]*[A-Za-z~]|\x1bO[A-Z]|[^]`, "gu");

/** The keys of the terminal, one at a time, even when standard input is a pipe. Undefined where there is no terminal. */
export function openKeyboard(): Keyboard | undefined {
  const input = inputStream();
  if (input === undefined) return undefined;
  const waiting: string[] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  input.setRawMode(true);
  input.setEncoding("utf8");
  const heard = (text: string) => {
    waiting.push(...(text.match(keys) ?? []));
    wake?.();
  };
  const finished = () => {
    ended = true;
    wake?.();
  };
  input.on("data", heard).on("end", finished);
  return {
    next: async (withinMs) => {
      if (waiting.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          const timer = withinMs === undefined ? undefined : setTimeout(resolve, withinMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      return waiting.shift();
    },
    close: () => {
      input.off("data", heard).off("end", finished);
      input.setRawMode(false);
      input.pause();
      if (input !== process.stdin) input.destroy();
    },
  };
}

function inputStream(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(fs.openSync("/dev/tty", "r"));
  } catch {
    // A process without a terminal has no keys.
    return undefined;
  }
}

import * as constants from "../../../lib/engine/protocol/constants";
import { op } from "../../../lib/engine/protocol/operations";
import { textOf } from "../../../lib/engine/protocol/parts";
import type { RunMessage } from "../../../lib/engine/protocol/process-messages";
import { joinKernel, startOf, type ProcessEvent, type ProcessWire } from "../../../lib/engine/protocol/process-wire";
import { signals } from "../../../lib/engine/protocol/signals.data";

/** A process without Node: it runs the script that its arguments name, as the body of an asynchronous function. */
const AsyncFunction = (async () => undefined).constructor as new (
  ...texts: string[]
) => (...given: unknown[]) => Promise<unknown>;

async function start(): Promise<void> {
  const wire = await joinKernel(await startOf(globalThis));
  const listeners: ((event: ProcessEvent) => void)[] = [];
  wire.listen((event) => {
    if (event.type === "run") void run(wire, event, listeners);
    else for (const listener of listeners) listener(event);
  });
  wire.post({ type: "ready" });
}

async function run(wire: ProcessWire, message: RunMessage, listeners: ((event: ProcessEvent) => void)[]) {
  const { syscalls: sys } = wire;
  const check = (errno: number, what: string) => {
    if (errno < 0) throw new Error(`${what}: ${errno}`);
  };
  const tools = {
    sys,
    op,
    signals,
    ...constants,
    textOf,
    args: message.args,
    message,
    print: (text: unknown) => {
      check(sys.call(op.write, [1, -1], [`${String(text)}\n`]), "print");
    },
    call: (name: keyof typeof op, numbers: number[] = [], parts: (string | Uint8Array)[] = []) => {
      check(sys.call(op[name], numbers, parts), name);
      return [...sys.numbers];
    },
    later: (name: keyof typeof op, numbers: number[] = [], parts: (string | Uint8Array)[] = []) =>
      new Promise((resolve) => {
        sys.later(op[name], numbers, parts, (errno, answered, bytes) => {
          resolve({ errno, numbers: [...Array.from(answered)], text: bytes.map(textOf).join("|") });
        });
      }),
    on: (listener: (event: ProcessEvent) => void) => listeners.push(listener),
  };
  try {
    check(sys.call(op.readFile, [-1], [message.args[1] ?? ""]), `reading ${message.args[1]}`);
    const code = textOf(sys.parts()[0]);
    const result = await new AsyncFunction(...Object.keys(tools), code)(...Object.values(tools));
    sys.exit(typeof result === "number" ? result : 0);
  } catch (error) {
    tools.print(error instanceof Error ? (error.stack ?? error.message) : error);
    sys.exit(1);
  }
}

void start();

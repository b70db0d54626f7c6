import { Failure } from "@/lib/base";
import { signals } from "../../protocol/signals.data";
import type { MachineExit, MachineProcess } from "../machine";
import { createOutputPump, type Sink } from "./output";

/** What the client asks for with `spawn`. */
export interface RunSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  readonly terminal?: { readonly cols: number; readonly rows: number };
}

const patience = 1000;
/** How long a program that is left behind may go on writing to the terminal before the output counts as ended. */
const quietFor = 50;

export const exitCodeOf = ({ code, signal }: MachineExit): number =>
  signal === undefined ? code : 128 + signals[signal];

/** Reads all output; after the exit it stops when nothing comes any more, though something may still hold the terminal. */
async function drain(process: MachineProcess, push: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const reader = process.output.getReader();
  let exited = false;
  const noted = process.exit.then(
    () => (exited = true),
    () => (exited = true),
  );
  const quiet = () => new Promise<"quiet">((resolve) => void setTimeout(resolve, quietFor, "quiet"));
  for (let reading = reader.read(); ; reading = reader.read()) {
    if (!exited) await Promise.race([reading, noted]);
    const read = exited ? await Promise.race([reading, quiet()]) : await reading;
    if (read === "quiet" || read.value === undefined) return;
    await push(read.value);
  }
}

/** A process as the client knows it: `onExit` resolves after the client has got all output and the end of it. */
export function createRemoteProcess(process: MachineProcess, sink: Sink | undefined) {
  const pump = createOutputPump(sink ?? (() => Promise.resolve()));
  const ended = async (): Promise<number> => {
    await drain(process, pump.push).catch(() => undefined);
    const exit = await process.exit;
    await pump.finish();
    return exitCodeOf(exit);
  };
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  return {
    pid: process.pid,
    onExit: ended(),
    write: (input: string) => process.write(input),
    resize: ({ cols, rows }: { readonly cols: number; readonly rows: number }) => {
      quietly(process.resize(cols, rows));
    },
    /** As gently as it can, then for good: nothing outlives it. */
    kill: () => {
      quietly(process.kill("SIGTERM"));
      const timer = setTimeout(() => {
        quietly(process.kill("SIGKILL"));
      }, patience);
      quietly(
        process.exit.finally(() => {
          clearTimeout(timer);
        }),
      );
    },
  };
}

/** The client shows only the message, so it names the command as Node would. */
export function notSpawned(command: string, error: unknown): Failure {
  const code = error instanceof Failure ? error.code : "EIO";
  return new Failure(code, `${code}: spawn ${command} ${code}`, { cause: error });
}

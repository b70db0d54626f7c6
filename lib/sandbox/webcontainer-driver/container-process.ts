import { Failure } from "@/lib/base";
import type { WebContainer } from "@webcontainer/api";
import type { SandboxProcess, SpawnOptions } from "../sandbox";
import { coded } from "./container-errors";
import { createPlace } from "./container-files";

/** A program without a terminal of its own writes plain lines; the client always gives it a terminal, which adds CR. */
function plain(output: ReadableStream<string>): ReadableStream<string> {
  let held = "";
  return output.pipeThrough(
    new TransformStream<string, string>({
      transform(piece, controller) {
        const text = held + piece;
        held = text.endsWith("\r") ? "\r" : "";
        controller.enqueue(text.slice(0, text.length - held.length).replaceAll("\r\n", "\n"));
      },
      flush(controller) {
        if (held !== "") controller.enqueue(held);
      },
    }),
  );
}

const killed = 128;
const signalNames: Readonly<Record<number, string>> = { 130: "SIGINT", 137: "SIGKILL", 143: "SIGTERM" };

export async function spawnInContainer(
  box: WebContainer,
  cwd: string,
  command: string,
  args: readonly string[],
  { cwd: folder, env, pty, signal }: SpawnOptions,
): Promise<SandboxProcess> {
  if (signal?.aborted === true) throw new Failure("ABORT_ERR", `Starting ${command} was given up.`);
  const process = await coded(
    box.spawn(command, [...args], {
      ...(folder === undefined ? {} : { cwd: createPlace(cwd)(folder) }),
      ...(env === undefined ? {} : { env: { ...env } }),
      terminal: { cols: pty?.columns ?? 80, rows: pty?.rows ?? 24 },
    }),
  );
  const stop = () => {
    process.kill();
  };
  signal?.addEventListener("abort", stop, { once: true });
  let wasKilled = false;
  const input = process.input.getWriter();
  return {
    output: pty === undefined ? plain(process.output) : process.output,
    exit: process.exit.then((code) => {
      signal?.removeEventListener("abort", stop);
      const name = wasKilled && code > killed ? signalNames[code] : undefined;
      return name === undefined ? { code } : { code, signal: name };
    }),
    write: (text) => input.write(text),
    resize: ({ columns, rows }) => {
      process.resize({ cols: columns, rows });
    },
    /** The client knows one way to end a program, whatever the signal. */
    kill: () => {
      wasKilled = true;
      process.kill();
    },
  };
}

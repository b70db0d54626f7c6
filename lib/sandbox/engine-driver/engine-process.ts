import { Failure, joinPath } from "@/lib/base";
import { openByteStream, signals, type EngineConnection, type SignalName } from "@/lib/engine";
import { pumpOutput } from "../process-output";
import type { Exit, SandboxProcess, SpawnOptions } from "../sandbox";

type EngineLink = EngineConnection["link"];

const isSignal = (name: string): name is SignalName => Object.hasOwn(signals, name);

function exitOf({ code, signal }: { readonly code: number; readonly signal: SignalName | undefined }): Exit {
  return signal === undefined ? { code } : { code: 128 + signals[signal], signal };
}

/** How long a program may take to end by itself before it is ended. */
const patience = 1000;

/** Ends a program for good: asked first, then made to. */
function stopper(link: EngineLink, pid: number, exited: Promise<unknown>) {
  return () => {
    link.tell("kill", [pid, "SIGTERM"]);
    const timer = setTimeout(() => {
      link.tell("kill", [pid, "SIGKILL"]);
    }, patience);
    exited
      .finally(() => {
        clearTimeout(timer);
      })
      .catch(() => undefined);
  };
}

export async function spawnOnEngine(
  link: EngineLink,
  cwd: string,
  command: string,
  args: readonly string[],
  { cwd: folder, env = {}, pty, signal }: SpawnOptions,
): Promise<SandboxProcess> {
  if (signal?.aborted === true) throw new Failure("ABORT_ERR", `Starting ${command} was given up.`);
  const main = new MessageChannel();
  const input = pty === undefined ? new MessageChannel() : undefined;
  const ports = input === undefined ? [main.port2] : [main.port2, input.port2];
  const place = { file: command, args, env, cwd: joinPath(cwd, folder ?? ""), ...(pty && { pty }) };
  const pid = await link.call("spawn", [place, main.port2, input?.port2], { transfer: ports });
  const stream = openByteStream(main.port1);
  const writer = (input === undefined ? stream : openByteStream(input.port1)).writable.getWriter();
  const ended = link.call("wait", [pid]);
  const { output, delivered } = pumpOutput(stream.readable, ended);
  const stop = stopper(link, pid, ended);
  signal?.addEventListener("abort", stop, { once: true });
  return {
    output,
    exit: (async () => {
      const exit = exitOf(await ended);
      await delivered;
      signal?.removeEventListener("abort", stop);
      return exit;
    })(),
    write: (text) => writer.write(text),
    resize: ({ columns, rows }) => {
      link.tell("resize", [pid, columns, rows]);
    },
    kill: (name = "SIGTERM") => {
      if (!isSignal(name)) throw new Failure("EINVAL", `${name} is no signal; SIGINT, SIGTERM and SIGKILL are.`);
      link.tell("kill", [pid, name]);
    },
  };
}

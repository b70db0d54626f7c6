import type { Sandbox, SandboxProcess } from "@/lib/sandbox";
import type { Terminals } from "./terminals";

const shells = new Set(["sh", "bash", "/bin/sh", "/bin/bash"]);

/** Terminals of commands that are over, beyond these, are put away. */
const most = 6;

/** The sandbox as the agent gets it: what it runs in a shell is seen in a terminal of its own, as it runs. */
export function showInTerminals(sandbox: Sandbox, terminals: Terminals, name: string): Sandbox {
  const opened: string[] = [];
  return {
    ...sandbox,
    async spawn(command, args, options) {
      const process = await sandbox.spawn(command, args, options);
      if (!shells.has(command)) return process;
      const [own, shown] = process.output.tee();
      const { id } = terminals.open({
        name: `${name}: ${titleOf(args)}`,
        quietly: true,
        watch: async () => watched(process, shown, args),
      });
      opened.push(id);
      tidy(terminals, opened);
      return { ...process, output: own };
    },
  };
}

function watched(process: SandboxProcess, output: ReadableStream<string>, args: readonly string[]): SandboxProcess {
  const head = `\u001b[1m$ ${scriptOf(args)}\u001b[0m\n`;
  const headed = output.pipeThrough(
    new TransformStream<string, string>({
      start(controller) {
        controller.enqueue(head);
      },
    }),
  );
  return { ...process, output: headed, write: async () => undefined, resize: () => undefined };
}

const scriptOf = (args: readonly string[]): string => (args.at(-1) ?? "").trim();
const titleOf = (args: readonly string[]): string => (scriptOf(args).split("\n")[0] ?? "").slice(0, 24);

function tidy(terminals: Terminals, opened: string[]): void {
  const known = new Map(terminals.state.get().sessions.map((session) => [session.id, session]));
  for (const id of [...opened]) {
    if (opened.length <= most) return;
    const type = known.get(id)?.state.get().type;
    if (type === "running" || type === "starting") continue;
    opened.splice(opened.indexOf(id), 1);
    terminals.close(id);
  }
}

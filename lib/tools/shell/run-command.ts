import { joinPath } from "@/lib/base";
import type { Exit, SandboxProcess } from "@/lib/sandbox";
import type { ToolContext } from "../context";
import { projectPath } from "../project-path";
import { OutputBuffer } from "./output-buffer";

export interface CommandResult {
  readonly exit: Exit;
  readonly output: string;
  readonly timedOut: boolean;
}

const environment = { CI: "1", NO_COLOR: "1", PAGER: "cat", GIT_PAGER: "cat", GIT_TERMINAL_PROMPT: "0", TERM: "dumb" };

/** Starts a shell command in the folder where the last one ended. */
export async function startCommand(
  command: string,
  context: ToolContext,
  signal?: AbortSignal,
): Promise<SandboxProcess> {
  const sandbox = await context.sandbox();
  await context.settle();
  const cwd = joinPath(sandbox.cwd, context.shell.cwd);
  return sandbox.spawn("sh", ["-c", command], { cwd, env: environment, ...(signal ? { signal } : {}) });
}

/** How many characters at the end of a text could be the beginning of `mark`. */
function beginningOf(mark: string, text: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length -= 1)
    if (mark.startsWith(text.slice(text.length - length))) return length;
  return 0;
}

/** Finds the line in which the shell says where it ended, as the output streams by, and keeps it out of sight. */
class FolderMark {
  private held = "";
  folder: string | undefined;
  constructor(readonly mark: string) {}

  /** Holds back only what may be the beginning of the mark. */
  pass(text: string): string {
    const all = this.held + text;
    const at = all.indexOf(this.mark);
    if (at < 0) {
      const kept = beginningOf(`\n${this.mark}`, all);
      this.held = all.slice(all.length - kept);
      return all.slice(0, all.length - kept);
    }
    this.held = all.slice(at);
    this.folder = this.held.slice(this.mark.length).split("\n", 1)[0] ?? "";
    return all.slice(0, at).replace(/\n$/, "");
  }

  rest(): string {
    return this.folder === undefined ? this.held : "";
  }
}

async function collect(process: SandboxProcess, mark: FolderMark, report: (text: string) => void): Promise<string> {
  const buffer = new OutputBuffer();
  const take = (text: string) => {
    if (text === "") return;
    buffer.add(text);
    report(text);
  };
  const reader = process.output.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) take(mark.pass(next.value));
  take(mark.rest());
  return buffer.text();
}

/** Runs a command to its end, its time or the user's stop, whichever comes first, and remembers where it ended. */
export async function runCommand(command: string, timeout: number, context: ToolContext): Promise<CommandResult> {
  const limit = AbortSignal.timeout(timeout);
  const mark = new FolderMark(`__folder_${crypto.randomUUID()}__`);
  const script = `${command}\n__status=$?; printf '\\n%s%s\\n' '${mark.mark}' "$PWD"; exit $__status`;
  const process = await startCommand(script, context, AbortSignal.any([limit, context.signal]));
  const output = await collect(process, mark, context.report);
  const exit = await process.exit;
  if (mark.folder !== undefined) context.shell.cwd = folderWithin(mark.folder, context);
  return { exit, output, timedOut: limit.aborted && !context.signal.aborted };
}

function folderWithin(folder: string, context: ToolContext): string {
  const path = projectPath(folder, context);
  return path.startsWith("/") || path.startsWith("..") ? "." : path;
}

import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { constants } from "node:os";
import { codeOf } from "@/lib/base";
import { reasonOf } from "./command";

/** How a program came to its end: with a status, by a signal, or it never began. */
export type End =
  | { readonly type: "exited"; readonly status: number }
  | { readonly type: "killed"; readonly signal: NodeJS.Signals }
  | { readonly type: "missing"; readonly status: 126 | 127; readonly reason: string };

export interface Running {
  readonly child: ChildProcess;
  readonly end: Promise<End>;
}

export function start(command: string, args: readonly string[], stdio: StdioOptions): Running {
  const child = spawn(command, args, { stdio });
  const end = new Promise<End>((resolve) => {
    child.once("error", (error) => {
      resolve({ type: "missing", status: codeOf(error) === "ENOENT" ? 127 : 126, reason: reasonOf(error) });
    });
    child.once("exit", (status, signal) => {
      resolve(signal ? { type: "killed", signal } : { type: "exited", status: status ?? 0 });
    });
  });
  return { child, end };
}

/** What a shell says of it in `$?`. */
export const statusOf = (end: End): number =>
  end.type === "killed" ? 128 + constants.signals[end.signal] : end.status;

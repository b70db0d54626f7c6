import { constants } from "node:os";
import { codeOf } from "@/lib/base";
import type { Command } from "./command";
import { readLeading } from "./leading";
import { descendants } from "./process-list";
import { start, statusOf } from "./run-program";

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** In milliseconds. */
function durationOf(text: string): number | undefined {
  const [, number, unit = "s"] = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit] ?? 1) * 1000;
}

function signalOf(text: string): NodeJS.Signals | undefined {
  const name = `SIG${text.toUpperCase().replace(/^SIG/, "")}`;
  const known = Object.entries(constants.signals).find(([key, number]) => key === name || String(number) === text);
  return known?.[0] as NodeJS.Signals | undefined;
}

/** To the program and all that it has started; who has ended meanwhile needs no signal. */
function endAll(pid: number, signal: NodeJS.Signals): void {
  for (const one of [pid, ...descendants(pid)])
    try {
      process.kill(one, signal);
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
}

interface Plan {
  readonly command: string;
  readonly args: readonly string[];
  readonly limit: number;
  readonly grace: number;
  readonly signal: NodeJS.Signals;
  readonly isVerbose: boolean;
  readonly keepsStatus: boolean;
}

/** A sentence where it can't be carried out. */
function planOf(args: readonly string[]): Plan | string {
  const flags = readLeading(args, "sk", { signal: "s", "kill-after": "k", verbose: "v" });
  const [time = "", command, ...rest] = flags.rest;
  const [after, named] = [flags.value("k") ?? "0", flags.value("s") ?? "TERM"];
  const [limit, grace, signal] = [durationOf(time), durationOf(after), signalOf(named)];
  if (command === undefined) return "missing operand";
  if (signal === undefined) return `${named}: invalid signal`;
  if (limit === undefined || grace === undefined)
    return `invalid time interval '${limit === undefined ? time : after}'`;
  const [isVerbose, keepsStatus] = [flags.has("v"), flags.has("preserve-status")];
  return { command, args: rest, limit, grace, signal, isVerbose, keepsStatus };
}

export const timeout: Command = async ({ args, complain }) => {
  const plan = planOf(args);
  if (typeof plan === "string") {
    complain(plan);
    return 125;
  }
  const { command, limit, grace, signal } = plan;
  const { child, end } = start(command, plan.args, "inherit");
  const sent: NodeJS.Signals[] = [];
  const send = (which: NodeJS.Signals) => {
    if (plan.isVerbose) complain(`sending signal ${which.slice(3)} to command '${command}'`);
    sent.push(which);
    if (child.pid !== undefined) endAll(child.pid, which);
  };
  const timers = limit > 0 ? [setTimeout(send, limit, signal)] : [];
  if (limit > 0 && grace > 0) timers.push(setTimeout(send, limit + grace, "SIGKILL"));
  const ended = await end;
  for (const timer of timers) clearTimeout(timer);
  if (ended.type === "missing") complain(`failed to run command '${command}': ${ended.reason}`);
  if (sent.length === 0 || plan.keepsStatus || sent.includes("SIGKILL")) return statusOf(ended);
  return 124;
};

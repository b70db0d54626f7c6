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

export const timeout: Command = async ({ args, complain }) => {
  const flags = readLeading(args, "sk", { signal: "s", "kill-after": "k", verbose: "v" });
  const [time = "", command, ...rest] = flags.rest;
  const limit = durationOf(time);
  const grace = durationOf(flags.value("k") ?? "0");
  const signal = signalOf(flags.value("s") ?? "TERM");
  if (command === undefined || limit === undefined || grace === undefined || signal === undefined) {
    if (command === undefined) complain("missing operand");
    else if (signal === undefined) complain(`${flags.value("s") ?? ""}: invalid signal`);
    else complain(`invalid time interval '${limit === undefined ? time : (flags.value("k") ?? "")}'`);
    return 125;
  }
  const { child, end } = start(command, rest, "inherit");
  const sent: NodeJS.Signals[] = [];
  const send = (which: NodeJS.Signals) => {
    if (flags.has("v")) complain(`sending signal ${which.slice(3)} to command '${command}'`);
    sent.push(which);
    if (child.pid !== undefined) endAll(child.pid, which);
  };
  const timers = limit > 0 ? [setTimeout(send, limit, signal)] : [];
  if (limit > 0 && grace > 0) timers.push(setTimeout(send, limit + grace, "SIGKILL"));
  const ended = await end;
  for (const timer of timers) clearTimeout(timer);
  if (ended.type === "missing") complain(`failed to run command '${command}': ${ended.reason}`);
  if (sent.length === 0 || flags.has("preserve-status") || sent.includes("SIGKILL")) return statusOf(ended);
  return 124;
};

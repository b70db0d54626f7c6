import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { codeOf } from "@/lib/base";
import { readFlags, reasonOf, type Command } from "./command";
import { readLeading } from "./leading";
import { listProcesses, type Listed } from "./process-list";
import { start, statusOf } from "./run-program";

const isSignal = /^-(\d+|[A-Z]{3,}\d?)$/;

function signalNamed(name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name);
  const key = `SIG${name.replace(/^SIG/, "")}`;
  return Object.hasOwn(os.constants.signals, key) ? os.constants.signals[key as NodeJS.Signals] : undefined;
}

const isNamed = ({ name, line }: Listed, wanted: string): boolean =>
  name === wanted || line.split(" ", 1)[0]?.split("/").at(-1) === wanted;

/** By the name of the program; who has ended meanwhile counts as ended. */
export const killall: Command = (call) => {
  const flags = readFlags(
    call.args.filter((arg) => !isSignal.test(arg)),
    "s",
    { signal: "s", quiet: "q", wait: "w" },
  );
  const letter = call.args.map((arg) => isSignal.exec(arg)?.[1]).find(Boolean) ?? flags.value("s") ?? "TERM";
  const signal = signalNamed(letter);
  if (flags.rest.length === 0 || signal === undefined) {
    const usage = "Usage: killall [OPTION]... [--] NAME...";
    process.stderr.write(`${signal === undefined ? `${letter}: unknown signal; killall -l lists signals.` : usage}\n`);
    return 1;
  }
  const all = listProcesses().filter(({ pid }) => pid !== process.pid);
  const missing = flags.rest.filter((name) => !all.some((one) => isNamed(one, name)));
  if (!flags.has("q")) for (const name of missing) process.stderr.write(`${name}: no process found\n`);
  for (const { pid } of all.filter((one) => flags.rest.some((name) => isNamed(one, name)))) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  }
  return Number(missing.length > 0);
};

const running =
  (skip: (args: readonly string[]) => readonly string[], fallback: Command): Command =>
  async (call) => {
    const [command, ...rest] = skip(call.args);
    if (command === undefined) return fallback(call);
    const { end } = start(command, rest, "inherit");
    const ended = await end;
    if (ended.type === "missing") call.complain(`failed to run command '${command}': ${ended.reason}`);
    return statusOf(ended);
  };

/** There are no priorities here, so all run alike. */
export const nice = running(
  (args) =>
    readLeading(
      args.filter((arg, at) => at > 0 || !/^-\d+$/.test(arg)),
      "n",
      { adjustment: "n" },
    ).rest,
  ({ out }) => {
    out("0\n");
    return 0;
  },
);

export const setsid: Command = async (call) => {
  const flags = readLeading(call.args, "", { wait: "w", fork: "f", ctty: "c" });
  const [command, ...rest] = flags.rest;
  if (command === undefined) {
    call.complain("no command specified");
    return 1;
  }
  const child = spawn(command, rest, { stdio: "inherit", detached: true });
  return new Promise((resolve) => {
    child.once("error", (error) => {
      call.complain(`failed to execute ${command}: ${reasonOf(error)}`);
      resolve(codeOf(error) === "ENOENT" ? 127 : 126);
    });
    child.once("exit", (status) => {
      resolve(status ?? 1);
    });
  });
};

/** Goes on when the terminal is gone; what would have gone to it goes to a file. */
export const nohup: Command = async (call) => {
  const [command, ...rest] = call.args[0] === "--" ? call.args.slice(1) : call.args;
  if (command === undefined) {
    call.complain("missing operand\nTry 'nohup --help' for more information.");
    return 125;
  }
  const [hears, shows] = [process.stdin.isTTY, process.stdout.isTTY];
  const file = shows ? fs.openSync("nohup.out", "a") : 1;
  const notes = [...(hears ? ["ignoring input"] : []), ...(shows ? ["appending output to 'nohup.out'"] : [])];
  if (notes.length > 0) call.complain(notes.join(" and "));
  process.on("SIGHUP", () => undefined);
  const { end } = start(command, rest, [hears ? "ignore" : "inherit", file, process.stderr.isTTY ? file : "inherit"]);
  const ended = await end;
  if (ended.type === "missing") call.complain(`failed to run command '${command}': ${ended.reason}`);
  return statusOf(ended);
};

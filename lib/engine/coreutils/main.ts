import { basename } from "node:path";
import type { Call, Command } from "./own/command";
import { head, tail } from "./own/ends";
import { env } from "./own/env";
import { mkdir, rm, rmdir } from "./own/files";
import { ls } from "./own/list";
import { clear, id, mktemp, nproc, realpath, uname, yes } from "./own/machine";
import { pgrep, pkill, ps } from "./own/processes";
import { cat, sleep, tee, wc, which } from "./own/texts";
import { timeout } from "./own/timeout";
import { cp, mv } from "./own/transfer";
import { xargs } from "./own/xargs";

/** What is asked for all the time starts at once, without the rest. */
const own: Readonly<Record<string, Command>> = {
  cat,
  clear,
  cp,
  env,
  head,
  id,
  ls,
  mkdir,
  mktemp,
  mv,
  nproc,
  pgrep,
  pkill,
  ps,
  realpath,
  rm,
  rmdir,
  sleep,
  tail,
  tee,
  timeout,
  uname,
  wc,
  which,
  xargs,
  yes,
};

/** The bundles beside this one in the image; they exist there only. */
const RARER = "./rarer.cjs";
const REST = "./just-bash.cjs";

declare const require: ((path: typeof RARER) => {
  readonly run: (call: Call) => number | Promise<number> | undefined;
}) &
  ((path: typeof REST) => { readonly run: (name: string, args: readonly string[]) => Promise<number> });

/** Runs the command whose name this program was started by. */
async function main(name: string, args: readonly string[]): Promise<number> {
  const call: Call = {
    name,
    args,
    out: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(`${name}: ${text}\n`),
  };
  const command = Object.hasOwn(own, name) ? own[name] : undefined;
  if (command) return command(call);
  return require(RARER).run(call) ?? require(REST).run(name, args);
}

/** A reader that has had enough (`head`) is no fault of the writer. */
process.stdout.on("error", () => process.exit(141));

void main(basename(process.argv0), process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

import { basename } from "node:path";
import type { Command } from "./own/command";
import { head, tail } from "./own/ends";
import { env } from "./own/env";
import { cp, mkdir, mv, rm, rmdir, touch } from "./own/files";
import { ls } from "./own/list";
import { clear, id, mktemp, nproc, realpath, uname, yes } from "./own/machine";
import { pgrep, pkill, ps } from "./own/processes";
import { cat, sleep, tee, wc, which } from "./own/texts";
import { timeout } from "./own/timeout";
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
  touch,
  uname,
  wc,
  which,
  xargs,
  yes,
};

declare const require: (path: string) => { readonly run: (name: string, args: readonly string[]) => Promise<number> };

/** The bundle beside this one in the image; it exists there only. */
const REST = "./just-bash.cjs";

/** Runs the command whose name this program was started by. */
async function main(name: string, args: readonly string[]): Promise<number> {
  const command = Object.hasOwn(own, name) ? own[name] : undefined;
  if (!command) return require(REST).run(name, args);
  return command({
    name,
    args,
    out: (text) => void process.stdout.write(text),
    complain: (text) => void process.stderr.write(`${name}: ${text}\n`),
  });
}

/** A reader that has had enough (`head`) is no fault of the writer. */
process.stdout.on("error", () => process.exit(141));

void main(basename(process.argv0), process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

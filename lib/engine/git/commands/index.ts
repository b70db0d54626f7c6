import type { Command } from "../context";
import { add } from "./add";
import { branch } from "./branch";
import { commit } from "./commit";
import { diff } from "./diff";
import { lsFiles, mv, rm } from "./files";
import { init } from "./init";
import { log } from "./log";
import { config, remote, revParse, tag } from "./names";
import { reset } from "./reset";
import { restore } from "./restore";
import { show } from "./show";
import { status } from "./status";
import { checkout, switchBranch } from "./switch";

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  add,
  branch,
  checkout,
  commit,
  config,
  diff,
  init,
  log,
  "ls-files": lsFiles,
  mv,
  remote,
  reset,
  restore,
  "rev-parse": revParse,
  rm,
  show,
  status,
  switch: switchBranch,
  tag,
};

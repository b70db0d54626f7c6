import type { Command } from "../context";
import { add } from "./add";
import { blame } from "./blame";
import { branch } from "./branch";
import { cherryPick, revert } from "./cherry-pick";
import { describe } from "./describe";
import { grep } from "./grep";
import { catFile, hashObject, lsTree, mergeBase, revList } from "./objects";
import { reflog } from "./reflog";
import { forEachRef, showRef, symbolicRef } from "./refs";
import { shortlog } from "./shortlog";
import { clean } from "./clean";
import { clone } from "./clone";
import { commit } from "./commit";
import { diff } from "./diff";
import { fetch, lsRemote } from "./fetch";
import { lsFiles, mv, rm } from "./files";
import { init } from "./init";
import { log } from "./log";
import { merge } from "./merge";
import { config } from "./config";
import { remote, revParse } from "./names";
import { tag } from "./tag";
import { pull } from "./pull";
import { push } from "./push";
import { rebase } from "./rebase";
import { reset } from "./reset";
import { restore } from "./restore";
import { show } from "./show";
import { stash } from "./stash";
import { status } from "./status";
import { checkout, switchBranch } from "./switch";

/** Every command by its name. */
export const commands: Readonly<Record<string, Command>> = {
  add,
  blame,
  branch,
  checkout,
  "cat-file": catFile,
  "cherry-pick": cherryPick,
  clean,
  clone,
  commit,
  config,
  describe,
  diff,
  fetch,
  "for-each-ref": forEachRef,
  grep,
  "hash-object": hashObject,
  init,
  log,
  "ls-files": lsFiles,
  "ls-remote": lsRemote,
  "ls-tree": lsTree,
  merge,
  "merge-base": mergeBase,
  mv,
  pull,
  push,
  rebase,
  reflog,
  remote,
  reset,
  restore,
  "rev-list": revList,
  "rev-parse": revParse,
  revert,
  rm,
  shortlog,
  show,
  "show-ref": showRef,
  stash,
  status,
  switch: switchBranch,
  "symbolic-ref": symbolicRef,
  tag,
};

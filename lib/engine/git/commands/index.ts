import type { Command } from "../context";
import { add } from "./add";
import { am } from "./am";
import { archive } from "./archive";
import { apply } from "./apply";
import { bisect } from "./bisect";
import { annotate, blame } from "./blame";
import { branch } from "./branch";
import { cherryPick, revert } from "./cherry-pick";
import { describe } from "./describe";
import { grep } from "./grep";
import { catFile, hashObject, lsTree, mergeBase, revList } from "./objects";
import { reflog } from "./reflog";
import { formatPatch } from "./format-patch";
import { forEachRef, showRef, symbolicRef } from "./refs";
import { shortlog } from "./shortlog";
import { clean } from "./clean";
import { clone } from "./clone";
import { commit } from "./commit";
import { diff } from "./diff";
import { fetch, lsRemote } from "./fetch";
import { mv, rm } from "./files";
import { cherry, checkIgnore, nothingToPack, updateRef, variable, writeTree } from "./housekeeping";
import { init } from "./init";
import { log } from "./log";
import { lsFiles } from "./ls-files";
import { merge } from "./merge";
import { config } from "./config";
import { notes } from "./notes";
import { remote, revParse } from "./names";
import { tag } from "./tag";
import { diffFiles, diffIndex, diffTree } from "./plumbing-diff";
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
  am,
  annotate,
  apply,
  archive,
  bisect,
  blame,
  branch,
  checkout,
  "cat-file": catFile,
  "check-ignore": checkIgnore,
  cherry,
  "cherry-pick": cherryPick,
  clean,
  clone,
  commit,
  config,
  describe,
  diff,
  "diff-files": diffFiles,
  "diff-index": diffIndex,
  "diff-tree": diffTree,
  fetch,
  "for-each-ref": forEachRef,
  "format-patch": formatPatch,
  gc: nothingToPack,
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
  notes,
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
  "update-ref": updateRef,
  var: variable,
  "write-tree": writeTree,
};

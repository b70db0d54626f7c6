import { gunzip, gzip, zcat } from "./archive/gzip";
import { tar } from "./archive/tar";
import { basename, chgrp, chown, dirname } from "./small/names";
import { tree } from "./small/tree";
import { awk } from "./awk/awk";
import { grep } from "./grep/grep";
import { jq } from "./jq/jq";
import { rg } from "./ripgrep/rg";
import { sed } from "./sed/sed";
import { sort } from "./sort/sort";
import { base32, base64 } from "./small/encode";
import { bc } from "./small/bc";
import { dd } from "./small/dd";
import { numfmt } from "./small/numfmt";
import { fallocate, getconf, link, locale, logname, shred, unlink, users } from "./small/odds";
import { fmt, tsort } from "./small/paragraphs";
import { csplit } from "./small/split-context";
import { strings, xxd } from "./small/xxd";
import { column } from "./tables/column";
import { comm } from "./tables/comm";
import { expr } from "./tables/expr";
import { expand, foldOf, rev, unexpand } from "./tables/fold";
import { join } from "./tables/join";
import { nl } from "./tables/number-lines";
import { paste } from "./tables/paste";
import { seq } from "./tables/seq";
import { cal } from "./own/calendar";
import { reset, tput } from "./own/capabilities";
import { checksums, cksum } from "./own/checksums";
import type { Call, Command } from "./own/command";
import { cmp } from "./own/compare-bytes";
import { curl } from "./own/curl";
import { hexdump, od } from "./own/dumps";
import { cut } from "./own/cut";
import { date } from "./own/date";
import { diff } from "./own/diff";
import { du } from "./own/du";
import { find } from "./own/find";
import { getopt } from "./own/getopt";
import { install, ln } from "./own/links";
import { chmod } from "./own/mode-change";
import { less } from "./own/pager";
import { patch } from "./own/patch";
import { readlink } from "./own/read-link";
import { df, free, uptime } from "./own/resources";
import { arch, factor, hostname, sync, tac, truncate, tty, whoami } from "./own/small";
import { killall, nice, nohup, setsid } from "./own/run-otherwise";
import { shuf } from "./own/shuffle";
import { stat } from "./own/stat";
import { top } from "./own/top";
import { touch } from "./own/touch";
import { tr } from "./own/translate";
import { uniq } from "./own/uniq";
import { unzip } from "./own/unzip";
import { watch } from "./own/watch";
import { wget } from "./own/wget";
import { zip } from "./own/zip";

/** What isn't asked for so often that every command should load it. */
const rarer: Readonly<Record<string, Command>> = {
  ...checksums,
  arch,
  awk,
  base32,
  base64,
  basename,
  bc,
  cal,
  chgrp,
  chmod,
  chown,
  cksum,
  cmp,
  column,
  comm,
  csplit,
  curl,
  cut,
  date,
  dd,
  df,
  diff,
  dirname,
  du,
  egrep: grep,
  expand,
  expr,
  factor,
  fallocate,
  fgrep: grep,
  find,
  fmt,
  fold: foldOf,
  free,
  gawk: awk,
  getconf,
  getopt,
  grep,
  groups: whoami,
  gunzip,
  gzip,
  hd: hexdump,
  hexdump,
  hostname,
  install,
  join,
  jq,
  killall,
  less,
  link,
  ln,
  locale,
  logname,
  more: less,
  nice,
  nl,
  nohup,
  numfmt,
  od,
  paste,
  patch,
  readlink,
  reset,
  rev,
  rg,
  sed,
  seq,
  setsid,
  shred,
  shuf,
  sort,
  stat,
  strings,
  sync,
  tac,
  tar,
  top,
  touch,
  tput,
  tr,
  tree,
  truncate,
  tsort,
  tty,
  unexpand,
  uniq,
  unlink,
  unzip,
  uptime,
  users,
  watch,
  wget,
  who: users,
  whoami,
  xxd,
  zcat,
  zip,
};

/** Undefined where none of these has that name. */
export function run(call: Call): number | Promise<number> | undefined {
  return Object.hasOwn(rarer, call.name) ? rarer[call.name]?.(call) : undefined;
}

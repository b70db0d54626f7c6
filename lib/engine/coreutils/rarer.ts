import { awk } from "./awk/awk";
import { grep } from "./grep/grep";
import { sed } from "./sed/sed";
import { sort } from "./sort/sort";
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
  gawk: awk,
  mawk: awk,
  cal,
  chmod,
  cksum,
  cmp,
  curl,
  cut,
  date,
  df,
  diff,
  du,
  egrep: grep,
  factor,
  fgrep: grep,
  find,
  free,
  getopt,
  grep,
  groups: whoami,
  hd: hexdump,
  hexdump,
  hostname,
  install,
  killall,
  less,
  ln,
  more: less,
  nice,
  nohup,
  od,
  patch,
  readlink,
  reset,
  sed,
  setsid,
  shuf,
  sort,
  stat,
  sync,
  tac,
  top,
  touch,
  tput,
  tr,
  truncate,
  tty,
  uniq,
  unzip,
  uptime,
  watch,
  wget,
  whoami,
  zip,
};

/** Undefined where none of these has that name. */
export function run(call: Call): number | Promise<number> | undefined {
  return Object.hasOwn(rarer, call.name) ? rarer[call.name]?.(call) : undefined;
}

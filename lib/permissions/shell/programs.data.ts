/** What is known of programs. Whatever isn't named here is simply unknown, and asked about. */

/** Print what they are told or something of the system; their arguments name no file whose content they show. */
export const quietPrograms: ReadonlySet<string> = new Set([
  "pwd",
  "echo",
  "printf",
  "true",
  "false",
  "date",
  "whoami",
  "id",
  "uname",
  "hostname",
  "which",
  "type",
  "test",
  "[",
  "sleep",
  "basename",
  "dirname",
  "seq",
  "arch",
  "nproc",
  "uptime",
  "expr",
  ":",
  "ls",
  "tree",
  "du",
  "df",
  "stat",
  "file",
  "realpath",
  "readlink",
]);

/** Show the content of the files that they are given. */
export const readingPrograms: ReadonlySet<string> = new Set([
  "cat",
  "head",
  "tail",
  "wc",
  "nl",
  "tac",
  "rev",
  "cut",
  "paste",
  "column",
  "comm",
  "cmp",
  "diff",
  "grep",
  "egrep",
  "fgrep",
  "rg",
  "md5sum",
  "sha1sum",
  "sha256sum",
  "od",
  "hexdump",
  "strings",
  "jq",
  "sort",
  "uniq",
  "tr",
  "fold",
  "expand",
]);

/** Change the files that they are given, in a way that acceptEdits covers inside the project. */
export const writingPrograms: ReadonlySet<string> = new Set([
  "mkdir",
  "touch",
  "cp",
  "mv",
  "tee",
  "ln",
  "install",
  "truncate",
]);

/** Change files in a way that is always asked about by name. */
export const destructivePrograms: ReadonlySet<string> = new Set([
  "rm",
  "rmdir",
  "unlink",
  "shred",
  "chmod",
  "chown",
  "chgrp",
  "dd",
  "mkfs",
]);

/** git's subcommands that only look. */
export const readingGit: ReadonlySet<string> = new Set([
  "status",
  "diff",
  "log",
  "show",
  "blame",
  "shortlog",
  "describe",
  "rev-parse",
  "ls-files",
  "ls-tree",
  "cat-file",
  "rev-list",
  "name-rev",
  "merge-base",
  "count-objects",
  "grep",
]);

/** Run the text that they are given as a program when one of these options is there. */
export const interpreters: Readonly<Record<string, readonly string[]>> = {
  node: ["-e", "--eval", "-p", "--print", "-pe", "-r", "--require", "--import", "--loader", "--experimental-loader"],
  bun: ["-e", "--eval", "-p", "--print"],
  deno: ["eval"],
  tsx: ["-e", "--eval"],
  python: ["-c"],
  python3: ["-c"],
  sh: ["-c"],
  bash: ["-c"],
  zsh: ["-c"],
  dash: ["-c"],
  ksh: ["-c"],
  perl: ["-e", "-E", "-n", "-p"],
  ruby: ["-e"],
  php: ["-r"],
  osascript: ["-e"],
  npx: ["-c", "--call"],
  npm: ["-c", "--call"],
};

/** Shells, whose `-c` text is itself looked into. */
export const shells: ReadonlySet<string> = new Set(["sh", "bash", "zsh", "dash", "ksh"]);

/** Start what they are told to start, or run what they read: no prefix says what that will be. */
export const relays: ReadonlySet<string> = new Set([
  "eval",
  "xargs",
  "source",
  ".",
  "exec",
  "sudo",
  "su",
  "doas",
  "ssh",
  "parallel",
  "script",
  "watch",
  "entr",
  "setsid",
  "chroot",
  "awk",
  "gawk",
  "mawk",
  "vim",
  "vi",
  "ed",
  "ex",
  "trap",
  "busybox",
]);

/** Options of `find` that run or write something. */
export const findActions: ReadonlySet<string> = new Set([
  "-exec",
  "-execdir",
  "-ok",
  "-okdir",
  "-delete",
  "-fprint",
  "-fprint0",
  "-fprintf",
  "-fls",
]);

/** Environment variables that don't change which code runs. */
export const harmlessVariables =
  /^(?:NODE_ENV|CI|FORCE_COLOR|NO_COLOR|DEBUG|PORT|HOST|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|COLUMNS|LINES|VERBOSE|LOG_LEVEL|BASE_URL)$/;

/** A variable of a script's own. Others, such as PATH and IFS, decide what the words after them do. */
export const ownVariable = /^[a-z][a-z0-9_]*$/;

/** How many words name what a command does; a rule made from a longer command keeps so many. */
export const depthOfName: Readonly<Record<string, number>> = {
  git: 2,
  npm: 2,
  "npm run": 3,
  "npm exec": 3,
  npx: 2,
  pnpm: 2,
  "pnpm run": 3,
  "pnpm exec": 3,
  yarn: 2,
  "yarn run": 3,
  bun: 2,
  "bun run": 3,
  cargo: 2,
  go: 2,
  docker: 2,
  gh: 3,
  kubectl: 2,
  pip: 2,
  pip3: 2,
  python: 2,
  python3: 2,
  node: 2,
  deno: 2,
  tsx: 2,
  make: 2,
};

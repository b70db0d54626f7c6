/**
 * Every system call: `asks` lists its numbers, then `|`, then its parts (byte strings); `answers` likewise.
 * The place in this table is the number on the wire, so both ends must come from one build.
 * `stat*` stands for the 18 numbers of `statFields`; a count or an fd of -1 means "none" unless said otherwise.
 */
export const operations = {
  // The wire itself. `rest` fetches the next portion of a long answer, `more` sends one of a long question.
  rest: { asks: "", answers: "" },
  more: { asks: "", answers: "" },
  nop: { asks: "n", answers: "n + 1" },
  cancel: { asks: "ticket", answers: "" },
  grant: { asks: "ticket bytes", answers: "" },

  // Files by path
  open: { asks: "flags mode | path", answers: "fd stat* | first bytes, when O_FIRST_BYTES was asked and given" },
  stat: { asks: "| path", answers: "stat*" },
  lstat: { asks: "| path", answers: "stat*" },
  moduleStat: { asks: "| path", answers: "0 file, 1 directory, -2 neither" },
  moduleNames: {
    asks: "| directory",
    answers: "count, or -1 for too many to tell | names joined by NUL, one byte each: 0 file, 1 directory, 2 neither",
  },
  access: { asks: "mode | path", answers: "" },
  foresee: {
    asks: "| program",
    answers: "| what it will ask, going by its last start: ForeseenAnswer[] as JSON, and the bytes of all of them",
  },
  readFile: { asks: "fd or -1 | path", answers: "size | bytes" },
  writeFile: { asks: "fd or -1, flags mode | path bytes", answers: "count" },
  copyFile: { asks: "mode (1 exclusive) | from to", answers: "" },
  mkdir: { asks: "mode recursive | path", answers: "| first directory made, if recursive and any" },
  mkdtemp: { asks: "| prefix", answers: "| path" },
  rmdir: { asks: "| path", answers: "" },
  unlink: { asks: "| path", answers: "" },
  rm: { asks: "recursive force | path", answers: "" },
  readdir: { asks: "| path", answers: "count | names joined by NUL, one direntType byte each" },
  rename: { asks: "| from to", answers: "" },
  link: { asks: "| existing path", answers: "" },
  symlink: { asks: "| target path", answers: "" },
  readlink: { asks: "| path", answers: "| target" },
  realpath: { asks: "| path", answers: "| path" },
  chmod: { asks: "mode | path", answers: "" },
  chown: { asks: "uid gid follow | path", answers: "" },
  utimes: { asks: "atime mtime follow (seconds) | path", answers: "" },
  truncate: { asks: "length | path", answers: "" },
  statfs: { asks: "| path", answers: "type bsize blocks bfree bavail files ffree" },

  // Open files
  close: { asks: "fd", answers: "" },
  read: { asks: "fd length position(-1 = the file's own)", answers: "count | bytes" },
  write: { asks: "fd position(-1 = the file's own) | bytes", answers: "count" },
  fstat: { asks: "fd", answers: "stat*" },
  ftruncate: { asks: "fd length", answers: "" },
  fchmod: { asks: "fd mode", answers: "" },
  fchown: { asks: "fd uid gid", answers: "" },
  futimes: { asks: "fd atime mtime (seconds)", answers: "" },
  fsync: { asks: "fd dataOnly", answers: "" },
  seek: { asks: "fd offset whence(0 set, 1 current, 2 end)", answers: "position" },
  getdents: { asks: "fd count", answers: "count | names joined by NUL, one direntType byte each" },
  dup: { asks: "fd, to (-1 = lowest free)", answers: "fd" },
  closeOnExec: { asks: "fd, on (-1 = only ask)", answers: "on" },
  fdFlags: { asks: "fd, flags (-1 = only ask)", answers: "flags" },
  fdPath: { asks: "fd", answers: "| path as it is now" },
  kind: { asks: "fd", answers: "handleKind" },

  // Byte streams: pipes, sockets, terminals
  pipe: { asks: "", answers: "readEnd writeEnd" },
  socketPair: { asks: "", answers: "fd fd" },
  streamRead: {
    asks: "fd max, window or 0",
    answers:
      "count, passed fd or -1 | bytes; errno endOfStream at the end; with a window again and again, as it is granted",
  },
  streamStop: { asks: "fd", answers: "" },
  tryWrite: { asks: "fd | bytes", answers: "count, 0 when full; bytes there is room for now" },
  pushWrite: { asks: "fd | bytes that there was room for", answers: "bytes there is room for now" },
  streamWrite: { asks: "fd, fd to pass or -1 | bytes", answers: "count, once all is taken" },
  shutdown: { asks: "fd how(0 read, 1 write, 2 both)", answers: "" },
  streamState: { asks: "fd", answers: "bytes readable, bytes unread by the peer, ended" },
  poll: { asks: "timeout ms (-1 = ever), then fd events…", answers: "revents…" },

  // Sockets. `family` is a socketFamily; a unix socket's address is its path and its port 0
  socket: { asks: "family", answers: "fd" },
  bind: { asks: "fd port flags(1 = IPv6 only, 2 = reuse port) | address", answers: "port" },
  listen: { asks: "fd backlog", answers: "port" },
  accept: { asks: "fd", answers: "fd family port | peer's address" },
  connect: { asks: "fd port | address", answers: "" },
  sockname: { asks: "fd peer", answers: "family port | address" },
  resetSocket: { asks: "fd", answers: "" },

  // Terminals
  openpty: { asks: "columns rows", answers: "master slave" },
  ttyGet: { asks: "fd", answers: "terminalFlags" },
  ttySet: { asks: "fd terminalFlags", answers: "" },
  ttySize: { asks: "fd", answers: "columns rows" },
  ttyResize: { asks: "fd columns rows", answers: "" },
  ttyForeground: { asks: "fd, pgid (-1 = only ask)", answers: "pgid" },
  ttyControl: { asks: "fd", answers: "" },
  ttyName: { asks: "fd", answers: "| path" },

  // Processes
  spawn: { asks: "| SpawnSpec as JSON", answers: "pid, our end's fd or -1 for each stdio" },
  spawnSync: { asks: "| SpawnSyncSpec as JSON, input…", answers: "pid code signal errno | output of each stdio" },
  wait: { asks: "pid (-1 any child, -n a group) waitFlags", answers: "pid code signal stopped; pid 0 if none yet" },
  kill: { asks: "pid (0 own group, -n a group, -1 all) signal", answers: "" },
  exit: { asks: "code", answers: "never" },
  sigaction: { asks: "signal disposition", answers: "disposition before" },
  sigmask: { asks: "how(0 block, 1 unblock, 2 set) signal…", answers: "" },
  setpgid: { asks: "pid pgid", answers: "" },
  getpgid: { asks: "pid", answers: "pgid" },
  setsid: { asks: "", answers: "sid" },
  getsid: { asks: "pid", answers: "sid" },
  getppid: { asks: "", answers: "ppid" },
  chdir: { asks: "| path", answers: "" },
  fchdir: { asks: "fd", answers: "" },
  cwd: { asks: "", answers: "| path" },
  umask: { asks: "mask (-1 = only ask)", answers: "mask before" },
  getPriority: { asks: "pid", answers: "nice" },
  setPriority: { asks: "pid nice", answers: "" },
  setTitle: { asks: "| title", answers: "" },
  rusage: {
    asks: "who(0 self, -1 children)",
    answers: "user µs, system µs, max rss kB, fs reads, fs writes, voluntary switches, calls",
  },
  report: { asks: "user µs, rss bytes", answers: "" },
  sysinfo: { asks: "", answers: "uptime s, total bytes, free bytes, processes, load 1, load 5, load 15" },

  // Threads of this process: each a Worker with its own slot, one pid, one set of fds
  threadStart: { asks: "| anything for the thread (JSON)", answers: "thread" },
  threadStop: { asks: "thread", answers: "" },
  threadExit: { asks: "code", answers: "never" },

  // Watches, shared cache, and what only the page can do
  watch: { asks: "id recursive | path", answers: "" },
  unwatch: { asks: "id", answers: "" },
  cacheGet: { asks: "| key", answers: "| bytes; ENOENT" },
  cachePut: { asks: "| key bytes", answers: "" },
  dial: { asks: "| service, request (JSON)", answers: "fd of a stream to the page" },
} as const;

export type OperationName = keyof typeof operations;

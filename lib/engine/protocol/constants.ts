/** Linux's numbers, where the wire carries them, and the few of our own. */

export const O_WRONLY = 0o1;
export const O_RDWR = 0o2;
export const O_ACCMODE = 0o3;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_NOCTTY = 0o400;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;
export const O_CLOEXEC = 0o2000000;
/** Ours: an `open` for reading may answer with the file's first bytes, which saves the reads of a small file. */
export const O_FIRST_BYTES = 0o10000000000;

export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFDIR = 0o40000;
export const S_IFCHR = 0o20000;
export const S_IFIFO = 0o10000;

/** The order of a stat's numbers. Times are whole seconds and nanoseconds. */
export const statFields = [
  "dev",
  "mode",
  "nlink",
  "uid",
  "gid",
  "rdev",
  "blksize",
  "ino",
  "size",
  "blocks",
  "atimeSeconds",
  "atimeNanoseconds",
  "mtimeSeconds",
  "mtimeNanoseconds",
  "ctimeSeconds",
  "ctimeNanoseconds",
  "birthtimeSeconds",
  "birthtimeNanoseconds",
] as const;

/** The type bytes of `readdir` and `getdents`: libuv's UV_DIRENT numbers. */
export const direntType = {
  unknown: 0,
  file: 1,
  directory: 2,
  link: 3,
  fifo: 4,
  socket: 5,
  char: 6,
  block: 7,
} as const;

/** What `kind` answers: the places in Node's own list for guessHandleType. */
export const handleKind = { tcp: 0, tty: 1, udp: 2, file: 3, pipe: 4, unknown: 5, invalid: 6 } as const;

export const socketFamily = { unix: 1, ipv4: 2, ipv6: 10 } as const;

export const pollEvent = { in: 1, out: 4, error: 8, hangUp: 16, invalid: 32 } as const;

/** A terminal starts `cooked`; Node's raw mode is `raw`. */
export const terminalFlag = {
  /** Lines are edited and given whole. */
  canonical: 1,
  echo: 2,
  /** ^C, ^\ and ^Z are signals. */
  signals: 4,
  /** CR is read as NL. */
  crToNl: 8,
  /** NL is shown as CR NL. */
  nlToCrNl: 16,
  /** ^C is shown as `^C`. */
  echoControl: 32,
} as const;
export const cookedTerminal = 63;
export const rawTerminal = terminalFlag.nlToCrNl;

/** Who asks for `interrupt` hears of the signal in its slot, however busy it is, and what it sleeps in answers EINTR. */
export const disposition = { default: 0, handler: 1, ignore: 2, interrupt: 3 } as const;

export const waitFlag = { noHang: 1, untraced: 2, continued: 8 } as const;

/** libuv's UV_EOF: what `streamRead` answers at the end of a stream. */
export const endOfStream = -4095;

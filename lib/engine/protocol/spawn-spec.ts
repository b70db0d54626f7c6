/** What a child's fd is to be. The place in the list is the child's number. */
export type Stdio =
  /** `/dev/null`. */
  | { readonly type: "ignore" }
  /** Not open at all. */
  | { readonly type: "closed" }
  /** A two-way stream, as Node's `pipe` is; the answer names our end's fd. */
  | { readonly type: "pipe" }
  /** A copy of our own fd. */
  | { readonly type: "fd"; readonly fd: number };

export interface SpawnSpec {
  readonly file: string;
  /** With argv[0]. */
  readonly args: readonly string[];
  /** `NAME=value` */
  readonly env: readonly string[];
  readonly cwd?: string;
  readonly stdio: readonly Stdio[];
  /** Starts a session of its own, as `setsid` does. */
  readonly detached?: boolean;
  /** Joins this process group (0 = a group of its own); for a shell's jobs. */
  readonly pgid?: number;
  /** Signals that it ignores from its beginning, as a child of someone who ignores them. */
  readonly ignored?: readonly number[];
  readonly uid?: number;
  readonly gid?: number;
}

export interface SpawnSyncSpec extends Omit<SpawnSpec, "stdio"> {
  /** `input` is the place among the parts that follow the JSON; without it a pipe at 0 is at its end at once. */
  readonly stdio: readonly (Stdio | { readonly type: "pipe"; readonly input?: number })[];
  /** Milliseconds; 0 or none: for ever. */
  readonly timeout?: number;
  /** Bytes of each output; 0 or none: no limit. */
  readonly maxBuffer?: number;
  readonly killSignal?: number;
}

/** What a path runs. Data, given at boot: the kernel knows no program by name. */
export type Program =
  /** Node itself: `args[1]` is the script. */
  | { readonly type: "node" }
  /** A program of the engine's own, known to the process Worker by this name. */
  | { readonly type: "builtin"; readonly name: string }
  /** Node with a script put before the arguments. */
  | { readonly type: "script"; readonly path: string };

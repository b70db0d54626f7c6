import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";
import type { Syscalls } from "@/lib/engine/protocol/syscalls";

/** What the module loaders want to know of a path. */
export const moduleKind = { file: 0, directory: 1, neither: -2 } as const;

type Names = ReadonlyMap<string, number>;
/** `once`: asked about, but not worth its whole list yet. `never`: too many names, or made up as someone looks. */
type Known = Names | "once" | "never";

/** More directories than these are forgotten together. */
const most = 4000;

/** Paths that mean what they say: each name counts, and nothing is made up when someone looks. */
const isPlain = (path: string): boolean =>
  path.startsWith("/") && !/\/(?:\.{0,2}(?:\/|$)|\0)/.test(path) && !/^\/(?:dev|proc)\//.test(path);

/**
 * Answers which paths are files or directories. Looking for modules asks for many names of few directories, most of which
 * aren't there: from the second question on, a directory's names are fetched as a whole and hold until the kernel says that
 * some name, anywhere, has come or gone.
 */
export function createKnownNames(syscalls: Pick<Syscalls, "call" | "numbers" | "parts" | "namesAge">): {
  readonly kindOf: (path: string) => number;
} {
  const directories = new Map<string, Known>();
  const asked = new Map<string, number>();
  let age = -1;

  const ask = (path: string): number => {
    const errno = syscalls.call(op.moduleStat, [], [path]);
    return errno < 0 ? moduleKind.neither : (syscalls.numbers[0] ?? moduleKind.neither);
  };
  const fetch = (directory: string): Known => {
    const errno = syscalls.call(op.moduleNames, [], [directory === "" ? "/" : directory]);
    if (errno < 0) return new Map();
    if ((syscalls.numbers[0] ?? -1) < 0) return "never";
    const [names, kinds] = syscalls.parts();
    if (kinds === undefined || kinds.length === 0) return new Map();
    return new Map(
      textOf(names)
        .split("\0")
        .map((name, at) => [name, kinds[at] === 2 ? moduleKind.neither : (kinds[at] ?? moduleKind.neither)]),
    );
  };
  const remember = (path: string): number => {
    const kind = ask(path);
    asked.set(path, kind);
    return kind;
  };
  const refresh = () => {
    const now = syscalls.namesAge();
    if (now === age && directories.size < most) return;
    directories.clear();
    asked.clear();
    age = now;
  };
  /** Whether what is known of the directory above says that there is no such directory. */
  const isMissing = (directory: string): boolean => {
    const slash = directory.lastIndexOf("/");
    const above = slash < 0 ? undefined : directories.get(directory.slice(0, slash));
    return typeof above === "object" && above.get(directory.slice(slash + 1)) !== moduleKind.directory;
  };
  /** Undefined when the kernel has to be asked about the path itself. */
  const namesIn = (directory: string): Names | undefined => {
    const known = directories.get(directory);
    if (typeof known === "object") return known;
    const learn = (): Known => (known === "once" ? fetch(directory) : isMissing(directory) ? new Map() : "once");
    const next = known === "never" ? known : learn();
    directories.set(directory, next);
    return typeof next === "object" ? next : undefined;
  };

  return {
    kindOf(path: string): number {
      if (!isPlain(path)) return ask(path);
      refresh();
      const kept = asked.get(path);
      if (kept !== undefined) return kept;
      const slash = path.lastIndexOf("/");
      const names = namesIn(path.slice(0, slash));
      return names === undefined ? remember(path) : (names.get(path.slice(slash + 1)) ?? moduleKind.neither);
    },
  };
}

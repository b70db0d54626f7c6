import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { user } from "@/lib/engine/protocol/user";

/** There are others, but nobody here can become them. */
const otherUsers: ReadonlySet<string> = new Set(["root", "nobody"]);
const otherGroups: ReadonlySet<string> = new Set(["root", "tty", "nogroup"]);
const isUser = (who: number | string): boolean => who === user.id || who === user.name;

export function createCredentialsBinding({ state }: ProcessHost): Binding {
  /** 0 when done, 1 when there is no such user; any other id can't be taken on. */
  const become = (call: string, others: ReadonlySet<string>) => (who: number | string) => {
    if (isUser(who)) return 0;
    if (typeof who === "string" && !others.has(who)) return 1;
    // As C++ words what the C library says, which isn't how it words what libuv says.
    const error = new Error("EPERM, Operation not permitted");
    throw Object.assign(error, { errno: 1, code: "EPERM", syscall: call });
  };
  return {
    implementsPosixCredentials: true,
    safeGetenv: (name: string) => state.environment[name],
    getTempDir: () => state.environment["TMPDIR"] ?? state.environment["TMP"] ?? state.environment["TEMP"] ?? "/tmp",
    getuid: () => user.id,
    geteuid: () => user.id,
    getgid: () => user.id,
    getegid: () => user.id,
    getgroups: () => [user.id],
    initgroups: (who: number | string, group: number | string) => (!isUser(who) ? 1 : isUser(group) ? 0 : 2),
    setgroups: (groups: (number | string)[]) =>
      groups.findIndex((group) => typeof group === "string" && !isUser(group)) + 1,
    setegid: become("setegid", otherGroups),
    seteuid: become("seteuid", otherUsers),
    setgid: become("setgid", otherGroups),
    setuid: become("setuid", otherUsers),
  };
}

import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";
import { user } from "@/lib/engine/protocol/user";

/** What a call answers when the kernel refused: Node's `os` throws from the context object. */
interface ErrorContext {
  errno: number;
  code: string;
  message: string;
  syscall: string;
}

const cpu = (model: string): unknown[] => [model, 0, 0, 0, 0, 0, 0];

export function createOsBinding(host: ProcessHost): Binding {
  const { syscalls, errors, state, native } = host;
  const cores = Math.max(1, native.navigator.hardwareConcurrency);

  function info(index: number): number {
    syscalls.call(op.sysinfo, []);
    return syscalls.numbers[index] ?? 0;
  }

  function refuse(context: ErrorContext, errno: number, syscall: string): void {
    Object.assign(context, { errno, syscall, code: errors.name(errno), message: errors.message(errno) });
  }

  const home = (): string => state.environment["HOME"] ?? user.home;
  return {
    isBigEndian: false,
    getHostname: () => "tab",
    getOSInformation: () => ["Linux", "#1 SMP tabsmith", "6.12.0", "x86_64"],
    getHomeDirectory: home,
    getAvailableParallelism: () => cores,
    getCPUs: () => Array.from({ length: cores }, () => cpu("Browser")).flat(),
    getTotalMem: () => info(1),
    getFreeMem: () => info(2),
    getUptime: () => info(0),
    getLoadAvg(loads: Float64Array) {
      syscalls.call(op.sysinfo, []);
      for (const index of [0, 1, 2]) loads[index] = syscalls.numbers[4 + index] ?? 0;
    },
    getInterfaceAddresses: () => ["lo", "127.0.0.1", "255.0.0.0", "IPv4", "00:00:00:00:00:00", true, -1],
    getUserInfo(options: { encoding?: string } | null) {
      const bytes = (text: string): unknown =>
        options?.encoding === "buffer" ? new native.TextEncoder().encode(text) : text;
      return {
        uid: user.id,
        gid: user.id,
        username: bytes(user.name),
        homedir: bytes(user.home),
        shell: bytes(user.shell),
      };
    },
    getPriority(pid: number, context: ErrorContext) {
      const errno = syscalls.call(op.getPriority, [pid]);
      if (errno === 0) return syscalls.numbers[0];
      refuse(context, errno, "uv_os_getpriority");
      return undefined;
    },
    setPriority(pid: number, priority: number, context: ErrorContext) {
      const errno = syscalls.call(op.setPriority, [pid, priority]);
      if (errno !== 0) refuse(context, errno, "uv_os_setpriority");
      return errno;
    },
  };
}

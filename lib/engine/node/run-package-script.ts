import { packageScript } from "@/lib/engine/node/package-script";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";
import type { SpawnSyncSpec } from "@/lib/engine/protocol/spawn-spec";

/** An answer of `moduleStat`. */
const isDirectory = 1;

/** The text of a file, or undefined when it can't be had. */
export function readText({ syscalls }: ProcessHost, path: string): string | undefined {
  return syscalls.call(op.readFile, [-1], [path]) < 0 ? undefined : textOf(syscalls.parts()[0]);
}

function withBins(env: readonly string[], bins: readonly string[]): string[] {
  return env.map((pair) =>
    pair.startsWith("PATH=") ? `PATH=${[...bins, pair.slice("PATH=".length)].join(":")}` : pair,
  );
}

/** `node --run <name>`, without Node's library. The exit code, and what is to be said on the standard error. */
export function runPackageScript(
  host: ProcessHost,
  name: string,
  args: readonly string[],
): { readonly code: number; readonly says?: string } {
  const { syscalls, state } = host;
  const { run } = state;
  const script = packageScript(name, args, run.cwd, {
    read: (path) => readText(host, path),
    isDirectory: (path) => syscalls.call(op.moduleStat, [], [path]) >= 0 && syscalls.numbers[0] === isDirectory,
  });
  if (script.type === "missing") return { code: 1, says: script.says };
  const { command, cwd, packagePath, bins } = script;
  const spec: SpawnSyncSpec = {
    file: "/bin/sh",
    args: ["/bin/sh", "-c", command],
    env: [...withBins(run.env, bins), `NODE_RUN_SCRIPT_NAME=${name}`, `NODE_RUN_PACKAGE_JSON_PATH=${packagePath}`],
    cwd,
    stdio: [0, 1, 2].map((fd) => ({ type: "fd", fd })),
  };
  const errno = syscalls.call(op.spawnSync, [], [JSON.stringify(spec)]);
  if (errno < 0) return { code: 1, says: `Error: ${host.errors.message(errno)}\n` };
  const [, code = 0] = syscalls.numbers;
  return { code: code > 0 ? 1 : 0 };
}

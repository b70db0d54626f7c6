import type { Binding } from "@/lib/engine/node/binding-host";
import { identityOf, stdioOf, type StdioOption } from "@/lib/engine/node/bindings/process-wrap";
import { pairsOf } from "@/lib/engine/node/environment";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { demand } from "@/lib/engine/node/permissions/permission";
import { signalName } from "@/lib/engine/node/signal-names";
import { op } from "@/lib/engine/protocol/operations";
import type { SpawnSyncSpec } from "@/lib/engine/protocol/spawn-spec";

interface SyncOptions {
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly envPairs?: readonly string[];
  readonly stdio: readonly (StdioOption & { readonly input?: ArrayBufferView; readonly readable?: boolean })[];
  readonly timeout?: number;
  readonly maxBuffer?: number;
  readonly killSignal?: number;
  readonly detached?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

interface SyncResult {
  pid: number;
  status: number | null;
  signal: string | null;
  output: (Uint8Array | null)[] | null;
  error?: number;
}

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function specOf(options: SyncOptions, host: ProcessHost): { spec: SpawnSyncSpec; inputs: Uint8Array[] } {
  const inputs: Uint8Array[] = [];
  const stdio = options.stdio.map((option, index) => {
    const plain = stdioOf(option, index);
    if (plain.type !== "pipe" || !option.input) return plain;
    return { type: "pipe" as const, input: inputs.push(bytesOf(option.input)) - 1 };
  });
  const { file, args, envPairs, timeout, maxBuffer, killSignal } = options;
  const limits = {
    ...(timeout !== undefined && timeout > 0 && { timeout }),
    ...(maxBuffer !== undefined && Number.isFinite(maxBuffer) && { maxBuffer }),
    ...(killSignal !== undefined && killSignal > 0 && { killSignal }),
  };
  const spec: SpawnSyncSpec = {
    file,
    args: (args ?? [file]).map(String),
    env: envPairs ?? pairsOf(host.state.environment),
    stdio,
    ...limits,
    ...identityOf(options),
  };
  return { spec, inputs };
}

/** Runs a child to its end while this process sleeps: the kernel gathers what it writes. */
export function createSpawnSyncBinding(host: ProcessHost): Binding {
  const { syscalls } = host;

  function spawn(options: SyncOptions): SyncResult {
    demand(host, "child", options.file);
    const { spec, inputs } = specOf(options, host);
    const errno = syscalls.call(op.spawnSync, [], [JSON.stringify(spec), ...inputs]);
    if (errno < 0) return { pid: 0, status: null, signal: null, output: null, error: errno };
    const [pid = 0, code = 0, signal = 0, failure = 0] = syscalls.numbers;
    const outputs = syscalls.parts();
    const { Buffer } = host.requireBuiltin("buffer") as typeof import("node:buffer");
    const result: SyncResult = {
      pid,
      status: signal ? null : code,
      signal: signal ? signalName(signal) : null,
      output: options.stdio.map((option, index) => {
        const bytes = outputs[index];
        const isOutput = index > 0 && (option.type === "pipe" || option.type === "overlapped");
        return isOutput ? Buffer.from(bytes ?? new Uint8Array(0)) : null;
      }),
    };
    if (failure < 0) result.error = failure;
    return result;
  }

  return { spawn };
}

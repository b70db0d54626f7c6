import { openByteStream } from "../../../lib/engine/protocol/byte-stream";
import { connectKernel, type KernelClient } from "../../../lib/engine/protocol/kernel-client";
import type { BootRequest, KernelEvent } from "../../../lib/engine/protocol/page-messages";

export interface Ran {
  readonly pid: number;
  readonly text: () => string;
  readonly exit: Promise<{
    readonly code: number;
    readonly signal: number;
    readonly output: string;
    readonly ms: number;
  }>;
  readonly type: (text: string) => Promise<void>;
  /** Resolves once the output holds this text. */
  readonly shows: (text: string) => Promise<void>;
}

/** What the suite's page offers to its tests. */
export interface KernelPage {
  events: KernelEvent[];
  kernel: KernelClient;
  boot: (options?: Partial<BootRequest>) => Promise<{ persistent: boolean }>;
  /** Writes the script down and runs it. */
  run: (script: string, options?: { pty?: boolean; args?: string[] }) => Promise<Ran>;
  /** As `run`, to its end. */
  output: (script: string, options?: { pty?: boolean; args?: string[] }) => Promise<Awaited<Ran["exit"]>>;
}

let scripts = 0;

async function run(script: string, { pty = false, args = [] as string[] } = {}): Promise<Ran> {
  scripts += 1;
  const path = `/tmp/script-${scripts}.js`;
  const file = { path: `script-${scripts}.js`, content: { type: "file" as const, bytes: script } };
  await page.kernel.ask({ type: "writeTree", path: "/tmp", files: [file] });
  const { port1, port2 } = new MessageChannel();
  const start = performance.now();
  const { pid } = await page.kernel.ask(
    {
      type: "spawn",
      file: "node",
      args: ["node", path, ...args],
      streams: pty
        ? { type: "pty", columns: 80, rows: 24, port: port2 }
        : { type: "pipes", stdout: port2, merge: true },
    },
    [port2],
  );
  return follow(pid, port1, start);
}

function follow(pid: number, port: MessagePort, start: number): Ran {
  const stream = openByteStream(port);
  const writer = stream.writable.getWriter();
  let text = "";
  const wakes = new Set<() => void>();
  const decoder = new TextDecoder();
  const reader = stream.readable.getReader();
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      for (const wake of wakes) wake();
    }
  };
  const ended = read().catch(() => undefined);
  const exit = async () => {
    const { code, signal } = await page.kernel.ask({ type: "wait", pid });
    const ms = performance.now() - start;
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 500))]);
    return { code, signal, ms, output: text };
  };
  return {
    pid,
    text: () => text,
    exit: exit(),
    type: (typed) => writer.write(typed),
    shows: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (text.includes(wanted)) resolve();
        };
        wakes.add(look);
        look();
      }),
  };
}

const page: KernelPage = {
  events: [],
  kernel: undefined as unknown as KernelClient,
  async boot(options = {}) {
    const worker = new Worker("/kernel.js");
    page.kernel = connectKernel(worker, (event) => page.events.push(event));
    return page.kernel.ask({
      type: "boot",
      processUrl: "/process.js",
      programs: { "/usr/bin/node": { type: "node" } },
      ...options,
    });
  },
  run,
  output: async (script, options) => (await run(script, options)).exit,
};

Object.assign(globalThis, { page });

import { bootEngine } from "@/lib/sandbox/engine-driver/boot-engine";
import type { FileTree, Sandbox } from "@/lib/sandbox";

let sandbox: Sandbox | undefined;

function booted(): Sandbox {
  if (sandbox === undefined) throw new Error("The engine isn't booted.");
  return sandbox;
}

function asBytes(tree: FileTree): FileTree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, entry]) => {
      if (entry.type === "directory") return [name, { ...entry, entries: asBytes(entry.entries) }];
      if (entry.type !== "file" || typeof entry.content !== "string") return [name, entry];
      return [name, { ...entry, content: Uint8Array.from(entry.content, (sign) => sign.charCodeAt(0)) }];
    }),
  );
}

/** What the bench and the conformance run ask of the page that holds the engine. */
const bench = {
  async boot(origin: string): Promise<number> {
    const at = performance.now();
    sandbox = await bootEngine({ origin });
    return performance.now() - at;
  },
  mount: (tree: FileTree, at: string) => booted().mount(tree, at),
  /** A tree whose contents are one character a byte, as they travel from the program that drives this page. */
  mountLatin1: async (tree: FileTree, at: string) => {
    await booted().files.mkdir(at);
    await booted().mount(asBytes(tree), at);
  },
  write: (path: string, content: string) => booted().files.write(path, content),
  async run(command: string, args: readonly string[], timeout: number) {
    const at = performance.now();
    const process = await booted().spawn(command, args, { pty: { columns: 120, rows: 40 } });
    let output = "";
    const read = process.output.pipeTo(
      new WritableStream({
        write: (text) => {
          output += text;
        },
      }),
    );
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.kill("SIGKILL");
    }, timeout);
    const { code } = await process.exit;
    clearTimeout(timer);
    await read;
    return { code, late, output, ms: performance.now() - at };
  },
  /** Requests of a preview a second, over the service worker. */
  async previewRate(script: string, port: number, requests: number): Promise<number> {
    const opened = new Promise<string>((resolve) => {
      booted().onPort((event) => {
        if (event.type === "opened" && event.port === port) resolve(event.url);
      });
    });
    const server = await booted().spawn("node", [script]);
    const frame = document.createElement("iframe");
    frame.allow = "cross-origin-isolated";
    const rate = new Promise<number>((resolve) => {
      addEventListener("message", ({ data, source }: MessageEvent<unknown>) => {
        if (source === frame.contentWindow && typeof data === "number") resolve(data);
      });
    });
    frame.src = `${await opened}?requests=${requests}`;
    document.body.append(frame);
    const measured = await rate;
    frame.remove();
    server.kill("SIGKILL");
    return measured;
  },
};
(globalThis as { bench?: typeof bench }).bench = bench;

import { bootEngine } from "@/lib/sandbox/engine-driver/boot-engine";
import type { Sandbox, SandboxProcess } from "@/lib/sandbox";

let sandbox: Sandbox | undefined;
const urls = new Map<number, string>();
const running = new Map<number, SandboxProcess>();

function booted(): Sandbox {
  if (sandbox === undefined) throw new Error("The engine isn't booted.");
  return sandbox;
}

const start = (line: string, folder: string) =>
  booted().spawn("sh", ["-c", line], { cwd: folder, env: { NO_COLOR: "1", npm_config_progress: "false" } });

/** What the bench asks of the page that holds the computer. */
const tab = {
  async boot(origin: string): Promise<void> {
    sandbox = await bootEngine({ origin });
    sandbox.onPort((event) => {
      if (event.type === "opened") urls.set(event.port, event.url);
    });
  },
  async write(files: Readonly<Record<string, string>>, folder: string): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      const file = `${folder}/${path}`;
      await booted().files.mkdir(file.slice(0, file.lastIndexOf("/")));
      await booted().files.write(file, text);
    }
  },
  async edit(path: string, from: string, to: string): Promise<void> {
    const text = new TextDecoder().decode(await booted().files.read(path));
    await booted().files.write(path, text.replace(from, to));
  },
  /** Runs a line to its end, or until it has shown the pattern; then it runs on, and is stopped by the number answered. */
  async run(line: string, folder: string, pattern?: string) {
    const at = performance.now();
    const process = await start(line, folder);
    let output = "";
    let show: () => void = () => undefined;
    const shown = new Promise<void>((resolve) => (show = resolve));
    const sought = pattern === undefined ? undefined : new RegExp(pattern, "u");
    const told = new WritableStream<string>({
      write(text) {
        output += text;
        if (sought?.test(output) === true) show();
      },
    });
    const read = process.output.pipeTo(told);
    const ended = read.then(() => process.exit);
    const exit = await Promise.race([ended, shown]);
    const number = running.size;
    running.set(number, process);
    return { ms: performance.now() - at, output, number, code: exit?.code ?? 0 };
  },
  async stop(number: number): Promise<void> {
    running.get(number)?.kill("SIGKILL");
    await running.get(number)?.exit;
  },
  urlOf: (port: number): string | undefined => urls.get(port),
};
export type Tab = typeof tab;
(globalThis as { tab?: Tab }).tab = tab;

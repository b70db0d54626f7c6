import { bootEngine } from "@/lib/sandbox/engine-driver/boot-engine";
import type { Sandbox, SandboxProcess } from "@/lib/sandbox";

export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** Runs in a page of the app: a computer of its own, as the tests of tools drive it. */
export interface ComputerPage {
  boot: (sandboxOrigin: string) => Promise<void>;
  write: (files: Readonly<Record<string, string>>) => Promise<void>;
  read: (path: string) => Promise<string>;
  run: (line: string) => Promise<Ran>;
  /** Starts a line in a terminal and answers a number that stands for it. */
  start: (line: string) => Promise<number>;
  /** Waits until what a started line has shown since the last match matches, and answers that. */
  shows: (started: number, pattern: string) => Promise<string>;
  /** Types into a started line's terminal. */
  type: (started: number, text: string) => Promise<void>;
  stop: (started: number) => Promise<void>;
  /** Waits until a port is open, and shows it in a frame named after it. */
  open: (port: number) => Promise<string>;
}

interface Started {
  readonly process: SandboxProcess;
  text: string;
  wake: () => void;
  ended: boolean;
}

const controls = new RegExp(String.raw`\x1b\[[\d;?]*[A-Za-z]`, "gu");
const env = { NO_COLOR: "1", npm_config_progress: "false" };
const started: Started[] = [];
const ports = new Map<number, string>();
let sandbox: Sandbox | undefined;

function booted(): Sandbox {
  if (sandbox === undefined) throw new Error("Nothing is booted.");
  return sandbox;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function follow(process: SandboxProcess): Started {
  const line: Started = { process, text: "", wake: () => undefined, ended: false };
  const told = new WritableStream<string>({
    write(piece) {
      line.text += piece.replace(controls, "").replaceAll("\r", "");
      line.wake();
    },
  });
  void process.output.pipeTo(told).then(() => {
    line.ended = true;
    line.wake();
  });
  return line;
}

const computer: ComputerPage = {
  async boot(origin) {
    sandbox = await bootEngine({ origin });
    sandbox.onPort((event) => {
      if (event.type === "opened") ports.set(event.port, event.url);
      else ports.delete(event.port);
    });
  },
  async write(files) {
    for (const [path, content] of Object.entries(files)) {
      const folder = path.replace(/\/?[^/]*$/u, "");
      if (folder !== "") await booted().files.mkdir(folder);
      await booted().files.write(path, content);
    }
  },
  read: async (path) => new TextDecoder().decode(await booted().files.read(path)),
  async run(line) {
    const process = await booted().spawn("sh", ["-c", line], { env });
    let output = "";
    const told = new WritableStream<string>({ write: (text) => void (output += text) });
    await process.output.pipeTo(told);
    return { code: (await process.exit).code, output };
  },
  async start(line) {
    const pty = { columns: 120, rows: 40 };
    return started.push(follow(await booted().spawn("sh", ["-c", line], { env, pty }))) - 1;
  },
  async shows(which, source) {
    const line = started[which];
    if (line === undefined) throw new Error("Nothing of that number was started.");
    const pattern = new RegExp(source, "mu");
    for (const last = Date.now() + 50_000; !pattern.test(line.text);) {
      if (line.ended || Date.now() > last) throw new Error(`${source} never came: ${line.text}`);
      await Promise.race([pause(500), new Promise<void>((resolve) => (line.wake = resolve))]);
    }
    const { text } = line;
    line.text = "";
    return text;
  },
  async type(which, text) {
    await started[which]?.process.write(text);
  },
  async stop(which) {
    started[which]?.process.kill("SIGKILL");
    await started[which]?.process.exit;
  },
  async open(port) {
    for (const last = Date.now() + 50_000; !ports.has(port);) {
      if (Date.now() > last) throw new Error(`Port ${port} was never opened.`);
      await pause(50);
    }
    const frame = document.createElement("iframe");
    frame.allow = "cross-origin-isolated";
    frame.name = `port-${port}`;
    frame.src = ports.get(port) ?? "";
    document.body.append(frame);
    return frame.src;
  },
};
(globalThis as { computer?: ComputerPage }).computer = computer;

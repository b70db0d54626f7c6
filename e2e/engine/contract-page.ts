import { contract, type ContractCase } from "@/lib/sandbox/contract";
import { bootEngine } from "@/lib/sandbox/engine-driver/boot-engine";
import { bootWebContainer } from "@/lib/sandbox/webcontainer-driver/boot-webcontainer";
import type { Sandbox, SandboxProcess } from "@/lib/sandbox";

/** Runs in a page of the app: boots a driver and runs the cases of the contract on it, one at a time. */
export interface ContractPage {
  boot: (driver: Sandbox["driver"], sandboxOrigin: string) => Promise<string>;
  titles: () => readonly string[];
  run: (title: string) => Promise<string>;
  write: (path: string, content: string) => Promise<void>;
  /** Starts a server and answers where its port is shown. */
  serve: (command: string, args: readonly string[], port: number) => Promise<string>;
  /** Ends what `serve` started. */
  stop: () => Promise<void>;
  terminal: (command: string, args: readonly string[]) => Promise<Terminal>;
  spawn: (command: string, args: readonly string[]) => Promise<{ code: number; output: string }>;
  dispose: () => Promise<void>;
}

export interface Terminal {
  write: (text: string) => Promise<void>;
  /** Waits until what has come since the last match matches. */
  until: (pattern: RegExp) => Promise<string>;
}

/** What moves the cursor or colours, and says nothing. */
const controls = new RegExp(String.raw`\x1b\[[\d;?]*[A-Za-z]|\r`, "gu");

async function openTerminal(command: string, args: readonly string[]): Promise<Terminal> {
  const process = await booted().spawn(command, args, { pty: { columns: 80, rows: 24 } });
  let came = "";
  let wake: () => void = () => undefined;
  void process.output.pipeTo(
    new WritableStream({
      write: (piece) => {
        came += piece;
        wake();
      },
    }),
  );
  return {
    write: (input) => process.write(input),
    async until(pattern) {
      // An escape may be split between two pieces, so the whole is stripped each time.
      const stripped = () => came.replace(controls, "");
      let text = stripped();
      for (const last = Date.now() + 20_000; !pattern.test(text); text = stripped()) {
        if (Date.now() > last) throw new Error(`${pattern} never came: ${JSON.stringify(text)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 200);
        });
      }
      came = "";
      return text;
    },
  };
}

let server: SandboxProcess | undefined;
let sandbox: Sandbox | undefined;
let folders = 0;

function booted(): Sandbox {
  if (sandbox === undefined) throw new Error("Nothing is booted.");
  return sandbox;
}

/** Shows an address in a frame, as the app's preview does, and waits for its document to say something. */
async function show(url: string): Promise<unknown> {
  const frame = document.createElement("iframe");
  frame.allow = "cross-origin-isolated";
  frame.setAttribute(
    "sandbox",
    "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads",
  );
  frame.src = url;
  const said = new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`${url} said nothing within 20 seconds`));
    }, 20_000);
    addEventListener("message", function hear(event: MessageEvent<unknown>) {
      if (event.source !== frame.contentWindow || isOfEngine(event.data)) return;
      removeEventListener("message", hear);
      clearTimeout(timer);
      resolve(event.data);
    });
  });
  document.body.append(frame);
  try {
    return await said;
  } finally {
    frame.remove();
  }
}

/** What the engine's script in the page tells whoever shows it; the page's own word is something else. */
const isOfEngine = (data: unknown): boolean =>
  typeof data === "object" && data !== null && "type" in data && String(data.type).startsWith("tabsmith:");

async function run({ run: work }: ContractCase): Promise<void> {
  const folder = `case-${++folders}`;
  await booted().files.mkdir(folder);
  await work({ sandbox: booted(), folder, show });
  await booted().files.remove(folder);
}

const page: ContractPage = {
  async boot(driver, sandboxOrigin) {
    const scope = globalThis as { WEBCONTAINER_API_IFRAME_URL?: string };
    if (sandboxOrigin !== "") scope.WEBCONTAINER_API_IFRAME_URL = sandboxOrigin;
    sandbox = driver === "engine" ? await bootEngine({ origin: sandboxOrigin }) : await bootWebContainer();
    return sandbox.cwd;
  },
  titles: () => contract.map(({ title }) => title),
  async run(title) {
    const found = contract.find((one) => one.title === title);
    if (found === undefined) throw new Error(`There is no case "${title}".`);
    const excuse = found.except?.[booted().driver];
    if (excuse !== undefined) return excuse;
    await run(found);
    return "";
  },
  write: (path, content) => booted().files.write(path, content),
  async serve(command, args, port) {
    const opened = new Promise<string>((resolve) => {
      booted().onPort((event) => {
        if (event.type === "opened" && event.port === port) resolve(event.url);
      });
    });
    server = await booted().spawn(command, args);
    let output = "";
    void server.output.pipeTo(
      new WritableStream({
        write: (text) => {
          output += text;
        },
      }),
    );
    const ended = server.exit.then(({ code }) => {
      throw new Error(`The server ended with ${code}: ${output}`);
    });
    return Promise.race([opened, ended]);
  },
  async stop() {
    server?.kill("SIGKILL");
    await server?.exit;
  },
  terminal: openTerminal,
  async spawn(command, args) {
    const process = await booted().spawn(command, args);
    let output = "";
    await process.output.pipeTo(
      new WritableStream({
        write: (text) => {
          output += text;
        },
      }),
    );
    return { code: (await process.exit).code, output };
  },
  async dispose() {
    await sandbox?.dispose();
    sandbox = undefined;
  },
};
(globalThis as { contractPage?: ContractPage }).contractPage = page;

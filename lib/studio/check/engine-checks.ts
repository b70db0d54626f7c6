import type { Sandbox } from "@/lib/sandbox";
import { bad, good, type Check } from "./check";

const serve = `require("http").createServer((_, answer) => answer.end("served")).listen(3000)`;

async function outputOf({ spawn }: Sandbox, code: string): Promise<string> {
  const program = await spawn("node", ["-p", code]);
  let text = "";
  await program.output.pipeTo(new WritableStream({ write: (piece) => void (text += piece) }));
  return text.trim();
}

function portOpened(sandbox: Sandbox): Promise<string> {
  return new Promise((resolve) => {
    sandbox.onPort(({ type, url }) => {
      if (type === "opened") resolve(url);
    });
  });
}

/** The engine as projects have it: one that boots, runs a program, and shows what a server of it answers. */
export function engineChecks(boot: (() => Promise<Sandbox>) | undefined): readonly Check[] {
  if (boot === undefined) return [];
  let booting: Promise<Sandbox> | undefined;
  const booted = (): Promise<Sandbox> => (booting ??= boot());
  return [
    {
      id: "engine",
      group: "browser",
      run: async () => {
        const start = performance.now();
        const version = await outputOf(await booted(), "process.version");
        const took = ((performance.now() - start) / 1000).toFixed(1);
        return version.startsWith("v") ? good(`Node ${version}, first program after ${took} s`) : bad(version);
      },
    },
    {
      id: "preview",
      group: "browser",
      run: async (signal) => {
        const sandbox = await booted();
        const opened = portOpened(sandbox);
        const server = await sandbox.spawn("node", ["-e", serve], { signal });
        const url = await opened;
        const frame = document.createElement("iframe");
        frame.hidden = true;
        frame.src = url;
        const loaded = new Promise<void>((resolve) => {
          frame.addEventListener("load", () => {
            resolve();
          });
        });
        document.body.append(frame);
        await loaded;
        frame.remove();
        server.kill("SIGKILL");
        await sandbox.dispose();
        return good(url);
      },
    },
  ];
}

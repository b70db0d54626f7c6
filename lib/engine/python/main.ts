import { existsSync } from "node:fs";
import { get } from "node:http";
import { basename, delimiter, join, resolve as absolute } from "node:path";
import { makeEnvironment } from "./environment";
import { serveFolder, type HttpServerLine } from "./http-server";
import { runPip } from "./pip/pip";
import { answerWithoutPython } from "./without-python";

declare const require: (path: string) => {
  readonly runPython: (executable: string, args: readonly string[]) => Promise<void>;
};

const place = "/usr/lib/python/python.cjs";
/** The engine's page hears this name and lays Python down: its 13 MB are no part of what every project loads. */
const wanted = "http://images.tabsmith.internal/python";

/** Resolves when Python lies in the file system. */
function fetchPython(): Promise<void> {
  if (existsSync(place)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    get(wanted, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`Python can't be loaded: the engine's page answered ${response.statusCode}.`));
      });
    }).on("error", reject);
  });
}

/** Where this program was found: what its folder belongs to is what Python imports from. */
function executable(): string {
  const { argv0 } = process;
  if (argv0.includes("/")) return absolute(argv0);
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, argv0)).find((path) => existsSync(path)) ?? join("/usr/bin", argv0);
}

async function main(): Promise<void> {
  const name = basename(process.argv0);
  const args = process.argv.slice(2);
  const answered = answerWithoutPython(name, args);
  if (answered === undefined) {
    await fetchPython();
    await require(place).runPython(executable(), args);
    return;
  }
  if (answered.environment !== undefined) makeEnvironment(answered.environment);
  if (answered.server !== undefined) serve(answered.server);
  process.stderr.write(answered.err);
  process.exitCode = answered.pip === undefined ? answered.code : await pip(answered.pip);
}

function serve(line: HttpServerLine): void {
  const { port, bind } = line;
  const server = serveFolder(line, (text) => void process.stderr.write(text));
  server.on("error", (error) => {
    process.stderr.write(`OSError: ${error.message}\n`);
    process.exit(1);
  });
  server.listen(port, bind ?? "0.0.0.0", () => {
    const shown = bind ?? "0.0.0.0";
    process.stdout.write(`Serving HTTP on ${shown} port ${port} (http://${shown}:${port}/) ...\n`);
  });
  process.on("SIGINT", () => {
    process.stdout.write("\nKeyboard interrupt received, exiting.\n");
    process.exit(0);
  });
}

const pip = (args: readonly string[]): Promise<number> =>
  runPip(args, {
    executable: executable(),
    env: process.env,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

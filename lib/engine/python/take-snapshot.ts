import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { compileLibrary } from "./compile-library.data";
import { emptyHost, nameFor } from "./host";
import { commonOptions } from "./python-options";
import { prelude } from "./prelude.data";
import { packPages } from "./snapshot-pages";

type Options = Parameters<typeof loadPyodide>[0];

/** The same each time: how much is hashed in which order would change the bytes. */
const env = { HOME: "/", PYTHONINSPECT: "", PYTHONHASHSEED: "0" };

/** The library with each module's code beside its source, so that importing it compiles nothing. */
async function compiled(home: string, zip: string): Promise<Uint8Array> {
  const python = await loadPyodide({ ...commonOptions(home), env, stdLibURL: zip } as unknown as Options);
  python.runPython(compileLibrary);
  return python.FS.readFile("/compiled.zip") as Uint8Array;
}

/** Python's memory when it is about to run a program. */
async function taken(home: string, zip: string): Promise<Uint8Array<ArrayBuffer>> {
  const python = await loadPyodide({
    ...commonOptions(home),
    env,
    stdLibURL: zip,
    _makeSnapshot: true,
  } as unknown as Options);
  const host = emptyHost();
  python.registerJsModule("_tabsmith", host);
  const scope = python.toPy({}) as { readonly destroy: () => void };
  python.runPython(prelude, { globals: scope as never, filename: "<tabsmith>" });
  scope.destroy();
  const { makeMemorySnapshot } = python as unknown as {
    readonly makeMemorySnapshot: (options: object) => Uint8Array<ArrayBuffer>;
  };
  return makeMemorySnapshot({ serializer: (held: unknown) => nameFor(host, held) });
}

/** For the build: `node take-snapshot pyodide-folder out-folder` writes what a Python that starts in no time needs. */
export async function takeSnapshot(home: string, out: string): Promise<void> {
  const zip = join(out, "python_stdlib.zip");
  writeFileSync(zip, readFileSync(join(home, "python_stdlib.zip")));
  writeFileSync(zip, await compiled(home, zip));
  writeFileSync(join(out, "python.snapshot"), packPages(await taken(home, zip)));
}

const [, , home = "", out = ""] = process.argv;
takeSnapshot(home, out).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});

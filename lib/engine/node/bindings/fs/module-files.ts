import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { createKnownNames, moduleKind } from "@/lib/engine/node/bindings/fs/known-names";
import { op } from "@/lib/engine/protocol/operations";

const wasmMagic = [0x00, 0x61, 0x73, 0x6d];
/** The order in which `legacyMainResolve` of the library names what was found: it gets the place in this list. */
const mainSuffixes = ["", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"];
const indexFiles = ["index.js", "index.json", "index.node"];

/** What the module loaders ask of the file system. */
export function createModuleFileCalls(host: ProcessHost): Binding {
  const { syscalls, errors } = host;

  const { kindOf } = createKnownNames(syscalls);

  function folderOf(packageJsonPath: string): string {
    return packageJsonPath.slice(0, packageJsonPath.lastIndexOf("/") + 1);
  }

  return {
    internalModuleStat: (first: unknown, second: unknown) =>
      kindOf((typeof first === "string" ? first : second) as string),
    legacyMainResolve(packageJsonPath: string, main: string | undefined, base: string | undefined) {
      const folder = folderOf(packageJsonPath);
      if (main !== undefined) {
        const found = mainSuffixes.findIndex(
          (suffix) => kindOf(`${folder}${main}${suffix}`.replace(/\/\.\//g, "/")) === moduleKind.file,
        );
        if (found >= 0) return found;
      }
      const index = indexFiles.findIndex((name) => kindOf(folder + name) === moduleKind.file);
      if (index >= 0) return mainSuffixes.length + index;
      const from = base === undefined ? "" : ` imported from ${base}`;
      throw errors.node("ERR_MODULE_NOT_FOUND", `Cannot find package '${folder.replace(/\/$/, "")}'${from}`);
    },
    getFormatOfExtensionlessFile(path: string) {
      const errno = syscalls.call(op.readFile, [-1], [path]);
      const bytes = errno < 0 ? undefined : syscalls.parts()[0];
      return wasmMagic.every((byte, at) => bytes?.[at] === byte) ? 1 : 0;
    },
  };
}

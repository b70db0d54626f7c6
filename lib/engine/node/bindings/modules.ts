import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

/** name, main, type, imports, exports, path: what the library reads of a package.json. */
type PackageConfig = readonly [unknown, unknown, string, unknown, unknown, string];

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
/** `exports` and `imports` are handed over as JSON, which the library parses when it needs them. */
const json = (value: unknown): unknown =>
  value === undefined || value === null || typeof value === "string" ? value : JSON.stringify(value);

/** Reads each package.json once. */
class PackageConfigs {
  readonly #host: ProcessHost;
  readonly #known = new Map<string, PackageConfig | undefined>();
  readonly #decoder: TextDecoder;

  constructor(host: ProcessHost) {
    this.#host = host;
    this.#decoder = new host.native.TextDecoder();
  }

  read(path: string, isEsm = false, base?: string): PackageConfig | undefined {
    if (this.#known.has(path)) return this.#known.get(path);
    const { syscalls } = this.#host;
    const errno = syscalls.call(op.readFile, [-1], [path]);
    const bytes = errno < 0 ? undefined : (syscalls.parts()[0] ?? new Uint8Array(0));
    const config =
      bytes && this.#parse(path, bytes, base === undefined ? "" : ` while importing ${isEsm ? `"${base}"` : base}`);
    this.#known.set(path, config);
    return config;
  }

  /** A package's scope ends at `node_modules`: what lies in there has nothing of the project around it. */
  nearest(file: string): PackageConfig | undefined {
    for (let folder = folderOf(file); ; folder = folderOf(folder)) {
      if (folder.endsWith("/node_modules")) return undefined;
      const config = this.read(`${folder}/package.json`);
      if (config || folder === "") return config;
    }
  }

  #parse(path: string, bytes: Uint8Array, source: string): PackageConfig {
    try {
      const parsed = JSON.parse(this.#decoder.decode(bytes)) as object;
      // Nothing that the program has put on `Object.prototype` is a field of it.
      const config = Object.assign(Object.create(null) as Record<string, unknown>, parsed);
      const type = config["type"] === "module" || config["type"] === "commonjs" ? config["type"] : "none";
      return [text(config["name"]), text(config["main"]), type, json(config["imports"]), json(config["exports"]), path];
    } catch (error) {
      const why = error instanceof Error ? ` ${error.message}` : "";
      throw this.#host.errors.node("ERR_INVALID_PACKAGE_CONFIG", `Invalid package config ${path}${source}.${why}`);
    }
  }
}

export function createModulesBinding(host: ProcessHost): Binding {
  const configs = new PackageConfigs(host);
  const pathOf = (url: string): string => decodeURIComponent(new host.native.URL(url).pathname);
  return {
    readPackageJSON: (path: string, isEsm: boolean, base?: string) => configs.read(path, isEsm, base),
    getNearestParentPackageJSON: (file: string) => configs.nearest(file),
    getNearestParentPackageJSONType: (file: string) => configs.nearest(file)?.[2] ?? "none",
    getPackageScopeConfig: (url: string) => configs.nearest(pathOf(url)) ?? "/package.json",
    getPackageType(url: string) {
      const type = configs.nearest(pathOf(url))?.[2];
      return type === "none" ? undefined : type;
    },
    enableCompileCache: () => [3],
    getCompileCacheDir: () => undefined,
    flushCompileCache() {},
    getCompileCacheEntry: () => undefined,
    saveCompileCacheEntry() {},
    setLazyPathHelpers(meta: Record<string, unknown>, url: string) {
      const filename = pathOf(url);
      meta["dirname"] = folderOf(filename) || "/";
      meta["filename"] = filename;
    },
  };
}

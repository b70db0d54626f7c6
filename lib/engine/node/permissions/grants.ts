type Scope = "read" | "write";

/** What the command line grants (`--permission` and its `--allow-…`). */
export interface Granted {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly others: ReadonlySet<string>;
}

interface Rules {
  all: boolean;
  readonly exact: Set<string>;
  readonly prefixes: Set<string>;
}

const everything = "*";
const folders: Readonly<Record<string, readonly Scope[]>> = {
  fs: ["read", "write"],
  "fs.read": ["read"],
  "fs.write": ["write"],
};

/**
 * Node's permission model as a decision: no I/O. A path that ends in `*` stands for all that begin so, a folder for itself
 * and all within. `isFolder` and `resolve` are asked once for each granted path.
 */
export class Grants {
  readonly #files: Readonly<Record<Scope, Rules>>;
  readonly #others: Set<string>;
  readonly #resolve: (path: string) => string;

  constructor(granted: Granted, resolve: (path: string) => string, isFolder: (path: string) => boolean) {
    this.#resolve = resolve;
    this.#others = new Set(granted.others);
    const rulesOf = (paths: readonly string[]): Rules => {
      const rules: Rules = { all: paths.includes(everything), exact: new Set(), prefixes: new Set() };
      for (const path of paths) if (path !== everything) add(rules, path);
      return rules;
    };
    const add = ({ exact, prefixes }: Rules, given: string): void => {
      const isWild = given.endsWith(everything);
      const path = resolve(isWild ? given.slice(0, -1) : given);
      if (isWild) prefixes.add(given.endsWith("/*") ? `${path}/` : path);
      else exact.add(path);
      if (!isWild && isFolder(path)) prefixes.add(path.endsWith("/") ? path : `${path}/`);
    };
    this.#files = { read: rulesOf(granted.read), write: rulesOf(granted.write) };
  }

  allowsFile(scope: Scope, path: string): boolean {
    const { all, exact, prefixes } = this.#files[scope];
    if (all) return true;
    const full = this.#resolve(path);
    return exact.has(full) || [...prefixes].some((prefix) => full.startsWith(prefix) || `${full}/` === prefix);
  }

  /** As `process.permission.has`: without a path the question is whether all of it is granted. */
  has(scope: string, path?: string): boolean {
    const files = folders[scope];
    if (!files) return this.#others.has(scope);
    return files.every((each) => (path === undefined ? this.#files[each].all : this.allowsFile(each, path)));
  }

  /** What was granted by exactly these words is taken back. */
  drop(scope: string, path?: string): void {
    const files = folders[scope];
    if (!files) this.#others.delete(scope);
    for (const each of files ?? []) {
      const { exact, prefixes } = this.#files[each];
      if (path === undefined) {
        this.#files[each].all = false;
        exact.clear();
        prefixes.clear();
      } else {
        const full = this.#resolve(path);
        exact.delete(full);
        prefixes.delete(`${full}/`);
      }
    }
  }
}

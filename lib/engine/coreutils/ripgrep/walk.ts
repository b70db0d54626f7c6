import fs from "node:fs";
import { relative, resolve } from "node:path";
import { ToolFailure } from "../lines/run-tool";
import { GlobError } from "./glob";
import { IgnoreFiles } from "./ignore-files";
import { readRules, type Verdict } from "./ignore-rules";
import { undone } from "./options";
import { systemReason, type Settings } from "./settings";
import { createTypes } from "./types";

export interface Target {
  readonly path: string;
  /** Whether it was named on the command line. */
  readonly isNamed: boolean;
}

/** What `-g` and `--iglob` say: a file that none of them wants isn't searched. */
function createGlobs({ given, has }: Settings): (path: string, isFolder: boolean) => Verdict {
  const globs = given.filter(([key, value]) => (key === "g" || key === "iglob") && value !== undone);
  const fail = (text: string, error: Error): never => {
    throw new ToolFailure(
      `error parsing glob '${text}': ${error instanceof GlobError ? error.message : String(error)}`,
      2,
    );
  };
  const lists = globs.map(([key, text]) => {
    const isRefused = text.startsWith("!");
    const rules = readRules(
      [isRefused ? text.slice(1) : text],
      key === "iglob" || has("glob-case-insensitive"),
      (_line, _glob, error) => fail(text, error),
    );
    return { isRefused, rules };
  });
  const hasWanted = lists.some(({ isRefused }) => !isRefused);
  const here = process.cwd();
  return (path, isFolder) => {
    const own = relative(here, resolve(path));
    const last = lists.findLast(({ rules }) => rules.judge(own, isFolder) !== undefined);
    if (last) return last.isRefused ? "ignored" : "wanted";
    return hasWanted && !isFolder ? "ignored" : undefined;
  };
}

function sizeOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const [, digits, unit = ""] = /^(\d+)([KMG]?)$/u.exec(text) ?? [];
  if (digits === undefined)
    throw new ToolFailure(
      `invalid format for size '${text}', which should be a sequence of digits followed by an optional 'K', 'M' or 'G' suffix`,
      2,
    );
  return Number(digits) * 1024 ** ["", "K", "M", "G"].indexOf(unit);
}

const times = { accessed: "atimeMs", created: "birthtimeMs", modified: "mtimeMs" } as const;

/** In the order that was asked for; of their own accord they come by their paths. */
function sorted(found: Iterable<Target>, { value }: Settings): Iterable<Target> {
  const order = value("sortr") ?? value("sort");
  if (order === undefined || order === "none" || (order === "path" && value("sortr") === undefined)) return found;
  const all = Array.from(found);
  if (order === "path") return all.toReversed();
  const key = times[order as keyof typeof times];
  const timed = all.map((target) => ({
    target,
    time: fs.statSync(target.path, { throwIfNoEntry: false })?.[key] ?? 0,
  }));
  const up = timed.toSorted((one, other) => one.time - other.time).map(({ target }) => target);
  return value("sortr") === undefined ? up : up.toReversed();
}

class Walk {
  private readonly globs: ReturnType<typeof createGlobs>;
  private readonly types: ReturnType<typeof createTypes>;
  private readonly ignored: IgnoreFiles;
  private readonly deepest: number;
  private readonly largest: number;
  private readonly showsHidden: boolean;

  constructor(
    private readonly settings: Settings,
    private readonly tell: (text: string) => void,
  ) {
    this.globs = createGlobs(settings);
    this.types = createTypes(settings);
    this.ignored = new IgnoreFiles(settings, tell, (text) => {
      if (!settings.has("no-messages")) process.stderr.write(`${text}\n`);
    });
    this.deepest = Number(settings.value("max-depth") ?? Number.POSITIVE_INFINITY);
    this.largest = sizeOf(settings.value("max-filesize"));
    this.showsHidden = settings.has("hidden") || settings.all("u").length > 1;
  }

  *from(path: string): Iterable<Target> {
    if (path === "-") return yield { path, isNamed: true };
    const stat = this.stat(path);
    if (stat === undefined) return;
    if (stat.isDirectory()) yield* this.below(path === "./" ? "" : path.replace(/(?<=.)\/+$/u, ""), 1, [stat.ino]);
    else yield { path, isNamed: true };
  }

  private stat(path: string): fs.Stats | undefined {
    try {
      return fs.statSync(path);
    } catch (error) {
      this.tell(`${path}: ${systemReason(error)}`);
      return undefined;
    }
  }

  private *below(folder: string, depth: number, above: readonly number[]): Iterable<Target> {
    if (depth > this.deepest) return;
    for (const entry of this.entries(folder)) {
      const path = folder === "" ? entry.name : `${folder === "/" ? "" : folder}/${entry.name}`;
      const what = entry.isSymbolicLink() && this.settings.has("L") ? this.stat(path) : entry;
      if (what === undefined || this.isLeftOut(path, entry.name, what.isDirectory())) continue;
      if (what.isDirectory()) yield* this.folder(path, depth, above);
      else if (what.isFile() && this.isSmall(path)) yield { path, isNamed: false };
    }
  }

  /** A folder that a link leads to may be one of those above. */
  private *folder(path: string, depth: number, above: readonly number[]): Iterable<Target> {
    const inode = this.settings.has("L") ? (this.stat(path)?.ino ?? 0) : 0;
    if (inode !== 0 && above.includes(inode)) this.tell(`File system loop found: ${path} points to an ancestor of it`);
    else yield* this.below(path, depth + 1, [...above, inode]);
  }

  private entries(folder: string): readonly fs.Dirent[] {
    try {
      const all = fs.readdirSync(folder === "" ? "." : folder, { withFileTypes: true });
      return all.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
    } catch (error) {
      this.tell(`${folder}: ${systemReason(error)}`);
      return [];
    }
  }

  private isSmall(path: string): boolean {
    return this.largest === Number.POSITIVE_INFINITY || (this.stat(path)?.size ?? 0) <= this.largest;
  }

  private isLeftOut(path: string, name: string, isFolder: boolean): boolean {
    const byGlobs = this.globs(path, isFolder);
    if (byGlobs !== undefined) return byGlobs === "ignored";
    const byFiles = this.ignored.judge(path, isFolder);
    if (byFiles === "ignored") return true;
    const byTypes = isFolder ? undefined : this.types(path);
    if (byTypes === "ignored") return true;
    return byFiles === undefined && byTypes === undefined && !this.showsHidden && name.startsWith(".");
  }
}

/** The files to search, in their order. */
export function* targets(paths: readonly string[], settings: Settings, tell: (text: string) => void): Iterable<Target> {
  const walk = new Walk(settings, tell);
  const all = function* (): Iterable<Target> {
    for (const path of paths) yield* walk.from(path);
  };
  yield* sorted(all(), settings);
}

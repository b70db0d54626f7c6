import fs from "node:fs";
import { join } from "node:path";
import { globPattern } from "../own/glob-pattern";
import { reasonOf } from "../own/command";
import { renamed } from "./rename";
import type { TarEntry } from "./tar-format";
import type { TarSettings } from "./tar-settings";

const vcs = [".git", ".gitignore", ".gitattributes", ".gitmodules", ".svn", ".hg", ".hgignore", "CVS", ".bzr"];

/** Whether a pattern of `--exclude` names a path: a part of it that begins anywhere, as tar has it. */
export function isExcluded(path: string, patterns: readonly RegExp[], settings: TarSettings): boolean {
  const parts = path.replace(/\/$/u, "").split("/");
  if (settings.has("exclude-vcs") && vcs.includes(parts.at(-1) ?? "")) return true;
  return patterns.some((regex) => parts.some((_, at) => regex.test(parts.slice(at).join("/"))) || regex.test(path));
}

export function excludePatterns({ all }: TarSettings): readonly RegExp[] {
  const files = all("X").flatMap((file) => fs.readFileSync(file, "utf8").split("\n").filter(Boolean));
  return [...all("exclude"), ...files].map((glob) => globPattern(glob.replace(/\/$/u, "")));
}

interface Gathering {
  readonly settings: TarSettings;
  readonly patterns: readonly RegExp[];
  /** Where a file lies that is there under more than one name. */
  readonly links: Map<string, string>;
  readonly complain: (text: string) => void;
  readonly archive: { dev: number; ino: number } | undefined;
  failed: boolean;
  hasStripped: boolean;
}

function storedName(name: string, gathering: Gathering): string {
  const plain = gathering.settings.has("P") ? name : name.replace(/^\/+/u, "");
  if (plain !== name && !gathering.hasStripped) {
    gathering.hasStripped = true;
    gathering.complain("Removing leading `/' from member names");
  }
  return renamed(plain, gathering.settings);
}

const userOf = (id: number): string => (id === 0 ? "root" : (process.env["USER"] ?? "user"));

function ownersOf(
  stat: fs.Stats,
  { value }: TarSettings,
): Pick<TarEntry, "uid" | "gid" | "user" | "group" | "modified"> {
  const owner = value("owner");
  const given = value("mtime");
  return {
    uid: owner === undefined ? stat.uid : 0,
    gid: stat.gid,
    user: owner?.split(":")[0] ?? userOf(stat.uid),
    group: value("group") ?? userOf(stat.gid),
    modified: (given === undefined ? stat.mtimeMs : Date.parse(given)) / 1000,
  };
}

function entryOf(path: string, name: string, stat: fs.Stats, { settings, links }: Gathering): TarEntry {
  const common = { ...ownersOf(stat, settings), mode: stat.mode & 0o7777, target: "", body: new Uint8Array() };
  if (stat.isDirectory()) return { ...common, type: "folder", name: name.endsWith("/") ? name : `${name}/` };
  if (stat.isSymbolicLink()) return { ...common, type: "symlink", name, target: fs.readlinkSync(path) };
  const known = links.get(`${stat.dev}:${stat.ino}`);
  if (stat.nlink > 1 && known !== undefined) return { ...common, type: "link", name, target: known };
  links.set(`${stat.dev}:${stat.ino}`, name);
  return { ...common, type: "file", name, body: fs.readFileSync(path) };
}

function* gather(folder: string, name: string, gathering: Gathering): Iterable<TarEntry> {
  const { settings, archive } = gathering;
  const path = name.startsWith("/") ? name : join(folder, name);
  const stat = statOf(path, name, gathering);
  if (stat === undefined || isExcluded(name, gathering.patterns, settings)) return;
  if (stat.ino === archive?.ino && stat.dev === archive.dev) {
    gathering.complain(`${name}: archive cannot contain itself; not dumped`);
    return;
  }
  yield entryOf(path, storedName(name, gathering), stat, gathering);
  if (!stat.isDirectory() || settings.has("no-recursion")) return;
  const prefix = name.endsWith("/") ? name : `${name}/`;
  const children = fs.readdirSync(path);
  for (const child of settings.has("sort") ? children.toSorted() : children)
    yield* gather(folder, prefix + child, gathering);
}

function statOf(path: string, name: string, gathering: Gathering): fs.Stats | undefined {
  try {
    return gathering.settings.has("h") ? fs.statSync(path) : fs.lstatSync(path);
  } catch (error) {
    gathering.complain(`${name}: Cannot stat: ${reasonOf(error)}`);
    gathering.failed = true;
    return undefined;
  }
}

/** The things that are named, with all that lies in folders. */
export function* entriesFor(
  settings: TarSettings,
  complain: (text: string) => void,
  archive: Gathering["archive"],
  failed: () => void,
): Iterable<TarEntry> {
  const gathering: Gathering = {
    settings,
    patterns: excludePatterns(settings),
    links: new Map(),
    complain,
    archive,
    failed: false,
    hasStripped: false,
  };
  const listed = settings.all("T").flatMap((file) =>
    fs
      .readFileSync(file === "-" ? 0 : file, "utf8")
      .split(settings.has("null") ? "\0" : "\n")
      .filter(Boolean)
      .map((name) => ({ folder: settings.folder, name })),
  );
  for (const { folder, name } of [...settings.operands, ...listed]) yield* gather(folder, name, gathering);
  if (gathering.failed) failed();
}

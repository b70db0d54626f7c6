import fs from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { readRules, type Rules, type Verdict } from "./ignore-rules";
import { systemReason, type Settings } from "./settings";

const empty: Rules = { judge: () => undefined, hasWanted: false, isEmpty: true };

/** What one folder says of all below it. The list that counts most comes first. */
interface Level {
  readonly folder: string;
  readonly lists: { readonly rg: Rules; readonly ignore: Rules; readonly git: Rules; readonly exclude: Rules };
  readonly isRepository: boolean;
}

type ListName = keyof Level["lists"];

/** The ignore files of all folders; each is read once. `tell` hears of lines that are no globs, `warn` of files that aren't there. */
export class IgnoreFiles {
  private readonly levels = new Map<string, Level>();
  private readonly here = process.cwd();
  private readonly asked: readonly Rules[];
  private readonly everywhere: Rules;

  constructor(
    private readonly settings: Settings,
    private readonly tell: (text: string) => void,
    private readonly warn: (text: string) => void,
  ) {
    this.asked = this.isOff("no-ignore-files") ? [] : settings.all("ignore-file").map((path) => this.read(path, true));
    this.everywhere = this.isOff("no-ignore-vcs", "no-ignore-global") ? empty : this.read(globalFile());
  }

  /** What the ignore files of the folders above say of a path. */
  judge(path: string, isFolder: boolean): Verdict {
    const whole = resolve(path);
    const above = this.levelsAbove(whole);
    const last = above.findIndex(({ isRepository }) => isRepository);
    const isTracked = last !== -1 || this.settings.has("no-require-git");
    const tracked = isTracked ? above.slice(0, last === -1 ? undefined : last + 1) : [];
    const say = (name: ListName, among: readonly Level[]): Verdict =>
      first(
        among
          .filter(({ lists }) => !lists[name].isEmpty)
          .map(
            ({ folder, lists }) =>
              () =>
                lists[name].judge(relative(folder, whole), isFolder),
          ),
      );
    const own = relative(this.here, whole);
    return first([
      () => say("rg", above),
      () => say("ignore", above),
      () => say("git", tracked),
      () => say("exclude", tracked),
      () => (isTracked ? this.everywhere.judge(own, isFolder) : undefined),
      ...this.asked.toReversed().map((rules) => () => rules.judge(own, isFolder)),
    ]);
  }

  private isOff(...keys: readonly string[]): boolean {
    return this.settings.all("u").length > 0 || ["no-ignore", ...keys].some(this.settings.has);
  }

  private read(path: string, isAsked = false): Rules {
    const say = (text: string, to: (text: string) => void): void => {
      if (!this.settings.has("no-ignore-messages")) to(`${path}: ${text}`);
    };
    try {
      const lines = fs.readFileSync(path, "utf8").split(/\r?\n/u);
      return readRules(lines, this.settings.has("ignore-file-case-insensitive"), (line, glob, error) => {
        say(`line ${line}: error parsing glob '${glob}': ${error.message}`, this.tell);
      });
    } catch (error) {
      if (isAsked) say(systemReason(error), this.warn);
      return empty;
    }
  }

  private level(folder: string): Level {
    const known = this.levels.get(folder);
    if (known) return known;
    const unless = (key: string, name: string): Rules => (this.isOff(key) ? empty : this.read(join(folder, name)));
    const made: Level = {
      folder,
      isRepository: fs.existsSync(join(folder, ".git")),
      lists: {
        rg: unless("no-ignore-dot", ".rgignore"),
        ignore: unless("no-ignore-dot", ".ignore"),
        git: unless("no-ignore-vcs", ".gitignore"),
        exclude: this.isOff("no-ignore-vcs") ? empty : unless("no-ignore-exclude", ".git/info/exclude"),
      },
    };
    this.levels.set(folder, made);
    return made;
  }

  private levelsAbove(path: string): readonly Level[] {
    const found: Level[] = [];
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (!this.settings.has("no-ignore-parent") || isInside(folder, this.here)) found.push(this.level(folder));
      if (folder === dirname(folder)) return found;
    }
  }
}

const isInside = (folder: string, root: string): boolean => folder === root || folder.startsWith(`${root}/`);

function first(judges: readonly (() => Verdict)[]): Verdict {
  for (const judge of judges) {
    const verdict = judge();
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/** git's list for all repositories. */
function globalFile(): string {
  const home = process.env["HOME"] ?? "/";
  try {
    const config = fs.readFileSync(join(home, ".gitconfig"), "utf8");
    const named = /^\s*excludesfile\s*=\s*"?([^"\n]+?)"?\s*$/imu.exec(config)?.[1];
    if (named !== undefined) return named.replace(/^~(?=\/)/u, home);
  } catch {
    return join(process.env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "git/ignore");
  }
  return join(process.env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "git/ignore");
}

import { pathGlob } from "./glob";

/** What a list of globs says of a path. */
export type Verdict = "ignored" | "wanted" | undefined;

interface Rule {
  readonly glob: RegExp;
  readonly isWanted: boolean;
  readonly onlyFolders: boolean;
}

/** Blanks at the end count only behind a backslash. */
const trimmed = (line: string): string => (line.endsWith(String.raw`\ `) ? line : line.trimEnd());

/** A line as in `.gitignore`; undefined for one that says nothing. */
function ruleOf(line: string, ignoreCase: boolean): Rule | undefined {
  let glob = trimmed(line);
  if (glob === "" || glob.startsWith("#")) return undefined;
  const isWanted = glob.startsWith("!");
  if (isWanted) glob = glob.slice(1);
  else if (/^\\[!#]/u.test(glob)) glob = glob.slice(1);
  const isRooted = glob.startsWith("/");
  if (isRooted) glob = glob.slice(1);
  const onlyFolders = glob.endsWith("/");
  if (onlyFolders) glob = glob.slice(0, -1);
  if (!isRooted && !glob.includes("/") && !glob.startsWith("**/")) glob = `**/${glob}`;
  if (glob.endsWith("/**")) glob += "/*";
  return { glob: pathGlob(glob, ignoreCase), isWanted, onlyFolders };
}

export interface Rules {
  /** What the last glob says that fits; `path` is relative to the folder of the list. */
  readonly judge: (path: string, isFolder: boolean) => Verdict;
  readonly hasWanted: boolean;
  readonly isEmpty: boolean;
}

/** Reads the lines of an ignore file; a line that is no glob is told and left out. */
export function readRules(
  lines: readonly string[],
  ignoreCase: boolean,
  tell: (line: number, glob: string, error: Error) => void,
): Rules {
  const rules: Rule[] = [];
  for (const [at, line] of lines.entries())
    try {
      const rule = ruleOf(line, ignoreCase);
      if (rule) rules.push(rule);
    } catch (error) {
      tell(at + 1, line, error instanceof Error ? error : new Error(String(error)));
    }
  const judge = (path: string, isFolder: boolean): Verdict => {
    const last = rules.findLast((rule) => (isFolder || !rule.onlyFolders) && rule.glob.test(path));
    return last && (last.isWanted ? "wanted" : "ignored");
  };
  return { judge, hasWanted: rules.some((rule) => rule.isWanted), isEmpty: rules.length === 0 };
}

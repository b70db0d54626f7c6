import { globToRegExp } from "./glob";

/** What stands before a path on a command line, such as `:!` or `:(exclude)`; kept in short form before the path itself. */
interface Magic {
  readonly excludes: boolean;
  readonly fromTop: boolean;
  readonly literal: boolean;
  readonly ignoresCase: boolean;
  readonly strict: boolean;
  readonly path: string;
}

const shortSigns = /^:([!^/]*):?(.*)$/u;
const longWords = /^:\(([a-z,]*)\)(.*)$/u;

export function readMagic(typed: string): Magic {
  const plain = { excludes: false, fromTop: false, literal: false, ignoresCase: false, strict: false };
  if (!typed.startsWith(":")) return { ...plain, path: typed };
  const [, words, behind = ""] = longWords.exec(typed) ?? [];
  if (words !== undefined) {
    const has = (word: string) => words.split(",").includes(word);
    return {
      excludes: has("exclude"),
      fromTop: has("top"),
      literal: has("literal"),
      ignoresCase: has("icase"),
      strict: has("glob"),
      path: behind,
    };
  }
  const [, signs = "", path = ""] = shortSigns.exec(typed) ?? [];
  return { ...plain, excludes: /[!^]/u.test(signs), fromTop: signs.includes("/"), path };
}

/** The magic that is left once the path is seen from the top, in a form that `isNamed` reads back. */
export function withMagic({ excludes, literal, ignoresCase, strict }: Magic, path: string): string {
  const words = [
    ...(excludes ? ["exclude"] : []),
    ...(literal ? ["literal"] : []),
    ...(ignoresCase ? ["icase"] : []),
    ...(strict ? ["glob"] : []),
  ];
  return words.length === 0 ? path : `:(${words.join(",")})${path}`;
}

export const isPattern = (path: string): boolean => /[*?[]/u.test(path) || path.startsWith(":");

function fits(file: string, spec: string): boolean {
  const { path, literal, ignoresCase, strict } = readMagic(spec);
  const [given, named] = ignoresCase ? [file.toLowerCase(), path.toLowerCase()] : [file, path];
  if (named === "." || named === "" || given === named || given.startsWith(`${named}/`)) return true;
  if (literal || !/[*?[]/u.test(named)) return false;
  return globToRegExp(named, !strict).test(given);
}

/** Whether a file is named by one of the paths: itself, or a folder above it, or a pattern; and isn't excluded by another. */
export function isNamed(file: string, paths: readonly string[]): boolean {
  const excluding = paths.filter((one) => one.startsWith(":(exclude"));
  if (excluding.some((one) => fits(file, one))) return false;
  const including = paths.filter((one) => !one.startsWith(":(exclude"));
  if (including.length === 0) return excluding.length > 0;
  return including.some((one) => fits(file, one));
}

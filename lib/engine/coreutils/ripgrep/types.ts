import { basename } from "node:path";
import { ToolFailure } from "../lines/run-tool";
import { pathGlob } from "./glob";
import type { Verdict } from "./ignore-rules";
import { undone } from "./options";
import type { Settings } from "./settings";
import { fileTypes } from "./types.data";

/** The kinds that are known, with what `--type-add` and `--type-clear` changed. */
function knownTypes({ given }: Settings): ReadonlyMap<string, readonly string[]> {
  const known = new Map(Object.entries(fileTypes).map(([name, globs]) => [name, globs.split(", ")]));
  for (const [key, value] of given) {
    if (key === "type-clear") known.delete(value);
    if (key !== "type-add") continue;
    const [name = "", glob = "", included] = value.split(":");
    const added =
      glob === "include" && included !== undefined
        ? included.split(",").flatMap((each) => known.get(each) ?? [])
        : [glob];
    if (!/^[\p{L}\p{N}]+$/u.test(name) || added.includes(""))
      throw new ToolFailure("invalid definition (format is type:glob, e.g., html:*.html)", 2);
    known.set(name, [...(known.get(name) ?? []), ...added]);
  }
  return known;
}

export const listTypes = (settings: Settings): string =>
  Array.from(knownTypes(settings))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, globs]) => `${name}: ${globs.toSorted().join(", ")}\n`)
    .join("");

interface Choice {
  readonly isWanted: boolean;
  readonly globs: readonly RegExp[];
}

/** What `-t` and `-T` say of a file; the last that fits counts. */
export function createTypes(settings: Settings): (path: string) => Verdict {
  const chosen = settings.given.filter(([key, value]) => (key === "t" || key === "T") && value !== undone);
  if (chosen.length === 0) return () => undefined;
  const known = knownTypes(settings);
  const choices = chosen.map(([key, name]): Choice => {
    const globs = name === "all" ? Array.from(known.values()).flat() : known.get(name);
    if (globs === undefined) throw new ToolFailure(`unrecognized file type: ${name}`, 2);
    return { isWanted: key === "t", globs: globs.map((glob) => pathGlob(glob)) };
  });
  const hasWanted = choices.some(({ isWanted }) => isWanted);
  return (path) => {
    const name = basename(path);
    const last = choices.findLast(({ globs }) => globs.some((glob) => glob.test(name)));
    if (last) return last.isWanted ? "wanted" : "ignored";
    return hasWanted ? "ignored" : undefined;
  };
}

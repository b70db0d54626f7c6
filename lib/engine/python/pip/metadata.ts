import { PipFailure } from "./failure";
import { readRequirement, type Requirement } from "./requirement";

/** What a package says of itself. */
export interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly homePage: string;
  readonly author: string;
  readonly license: string;
  readonly requiresPython: string;
  readonly requires: readonly Requirement[];
}

export function readMetadata(text: string): Metadata {
  const head = text.replaceAll("\r\n", "\n").split("\n\n")[0] ?? "";
  const fields = head.split("\n").flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon > 0 && !/^\s/u.test(line) ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]] : [];
  });
  const one = (name: string): string => fields.find(([field]) => field === name)?.[1] ?? "";
  if (one("name") === "") throw new PipFailure("ERROR: The wheel has no METADATA that names it.");
  return {
    name: one("name"),
    version: one("version"),
    summary: one("summary"),
    homePage: one("home-page"),
    author: one("author") || one("author-email"),
    license: one("license-expression") || one("license"),
    requiresPython: one("requires-python"),
    requires: fields.filter(([field]) => field === "requires-dist").map(([, value]) => readRequirement(value)),
  };
}

import { PipFailure } from "./failure";
import { readSpecifiers, type Specifier } from "./specifier";

/** As PEP 508 has it: `name[extra]>=1; marker`, or a wheel by its path or address. */
export interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifiers: readonly Specifier[];
  readonly marker: string;
  /** Where the one wheel is that will do. */
  readonly from?: string;
  readonly hashes: readonly string[];
}

/** Names that pip takes for the same. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/gu, "-");

const form =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:@\s*(\S+)|\(?([^;@)]*)\)?)\s*(?:;(.*))?$/u;

function nameOfWheel(path: string): string {
  const file = path.slice(path.lastIndexOf("/") + 1);
  return plainName(file.split("-")[0] ?? file);
}

export function readRequirement(given: string): Requirement {
  const hashes = [...given.matchAll(/\s--hash=sha256:([0-9a-f]{64})/gu)].map((match) => match[1] ?? "");
  const text = given.replaceAll(/\s--\w+=\S+/gu, "").trim();
  const bare = { extras: [], specifiers: [], marker: "", hashes };
  const path = text.replace(/^file:\/\//u, "");
  if (/\.(?:whl|tar\.gz|zip)(?:#.*)?$/u.test(path) && !path.includes(" @ "))
    return { ...bare, name: nameOfWheel(path), from: path };
  const [matched, name = "", extras = "", from, specifiers = "", marker = ""] = form.exec(text) ?? [];
  const read = readSpecifiers(specifiers);
  if (matched === undefined || read === undefined) throw new PipFailure(`ERROR: Invalid requirement: '${text}'`);
  return {
    name: plainName(name),
    extras: extras
      .split(",")
      .map((extra) => plainName(extra.trim()))
      .filter((extra) => extra !== ""),
    specifiers: read,
    marker: marker.trim(),
    hashes,
    ...(from !== undefined && { from }),
  };
}

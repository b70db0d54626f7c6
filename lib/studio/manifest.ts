import { findJsonFault, messageOf } from "@/lib/base";
import { isRecord } from "./is-record";

/** What the workbench wants of a package.json. */
export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly needsModules: boolean;
}

export interface ManifestFault {
  readonly line: number;
  readonly column: number;
  /** In the words of the browser's parser; undefined when it is JSON, but no object. */
  readonly reason: string | undefined;
}

export type ManifestReading =
  { readonly type: "read"; readonly manifest: Manifest } | { readonly type: "broken"; readonly fault: ManifestFault };

export const manifestPath = "package.json";

/** A project without one has no scripts and needs nothing. */
export function readManifest(text: string | undefined): ManifestReading {
  // Editors of other systems begin files with a byte order mark, which npm overlooks too.
  const plain = (text ?? "{}").replace(/^\uFEFF/u, "");
  try {
    const raw: unknown = JSON.parse(plain);
    if (!isRecord(raw) || Array.isArray(raw)) return broken(plain, undefined);
    return { type: "read", manifest: manifestOf(raw) };
  } catch (error) {
    return broken(plain, messageOf(error));
  }
}

/** Some parsers add where it is, which is told by line and column already. */
const place = / in JSON at position \d+(?: \(line \d+ column \d+\))?$/u;

function broken(text: string, reason: string | undefined): ManifestReading {
  const { line, column } = findJsonFault(text) ?? { line: 1, column: 1 };
  return { type: "broken", fault: { line, column, reason: reason?.replace(place, "") } };
}

function manifestOf(raw: Readonly<Record<string, unknown>>): Manifest {
  const scripts = Object.entries(recordOf(raw["scripts"])).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const needs = { ...recordOf(raw["dependencies"]), ...recordOf(raw["devDependencies"]) };
  return { scripts: Object.fromEntries(scripts), needsModules: Object.keys(needs).length > 0 };
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

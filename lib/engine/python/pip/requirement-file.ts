import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { PipFailure } from "./failure";
import { readRequirement, type Requirement } from "./requirement";

export interface RequirementFile {
  readonly requirements: readonly Requirement[];
  readonly indexUrl: string | undefined;
}

/** The lines of a requirements file, joined where one ends with a backslash. */
const linesOf = (text: string): string[] =>
  text
    .replaceAll(/\\\r?\n/gu, " ")
    .split(/\r?\n/u)
    .map((line) => line.replace(/(?:^|\s)#.*$/u, "").trim())
    .filter((line) => line !== "");

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new PipFailure(`ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${path}'`);
  }
}

const option = /^(?<name>-r|--requirement|-i|--index-url)(?:\s+|=)(?<value>\S+)$/u;

const namesIndex = new Set(["-i", "--index-url"]);

const beside = (path: string, other: string): string => (isAbsolute(other) ? other : join(dirname(path), other));

export function readRequirementFile(path: string, within: readonly string[] = []): RequirementFile {
  const requirements: Requirement[] = [];
  let indexUrl: string | undefined;
  if (within.includes(path)) return { requirements, indexUrl };
  for (const line of linesOf(readFile(path))) {
    const { name, value = "" } = option.exec(line)?.groups ?? {};
    if (name === undefined && line.startsWith("-")) throw new PipFailure(`ERROR: ${path}: '${line}' isn't known here.`);
    if (name === undefined) requirements.push(readRequirement(line));
    else if (namesIndex.has(name)) indexUrl = value;
    else {
      requirements.push(...readRequirementFile(beside(path, value), [...within, path]).requirements);
    }
  }
  return { requirements, indexUrl };
}

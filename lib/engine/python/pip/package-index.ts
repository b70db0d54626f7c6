import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PipFailure } from "./failure";
import { plainName, type Requirement } from "./requirement";
import { readSpecifiers, satisfies } from "./specifier";
import { readVersion, type Version } from "./version";
import { readWheelName } from "./wheel";

/** A wheel that an index has. */
export interface Candidate {
  readonly version: Version;
  readonly file: string;
  readonly url: string;
  readonly sha256: string | undefined;
  readonly yanked: boolean;
}

export interface Found {
  readonly candidates: readonly Candidate[];
  /** There are versions, but none that runs here. */
  readonly onlyOthers: boolean;
}

interface IndexFile {
  readonly filename?: string;
  readonly url?: string;
  readonly hashes?: Readonly<Record<string, string>>;
  readonly "requires-python"?: string | null;
  readonly yanked?: boolean | string;
}

export const publicIndex = "https://pypi.org/simple/";
const python = readVersion("3.14.2");
const accept = "application/vnd.pypi.simple.v1+json, application/json;q=0.5";

const unreachable = (place: string): string =>
  `ERROR: No package index can be reached at ${new URL(place).origin} (--index-url names another; a wheel file can be installed by its path).`;

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  try {
    return await fetch(url, { headers });
  } catch {
    throw new PipFailure(unreachable(url));
  }
}

/** What an index that fails says of it, in one line. */
async function reasonOf(response: Response): Promise<string> {
  const said = /"error":"([^"\\]+)"/u.exec(await response.text())?.[1];
  return said ?? `It answered ${response.status}.`;
}

const runsHere = ({ "requires-python": wanted }: IndexFile): boolean => {
  const specifiers = readSpecifiers(wanted ?? "");
  return specifiers === undefined || python === undefined || satisfies(python, specifiers);
};

function candidateOf(file: IndexFile, page: string): Candidate[] {
  const { filename = "", url = "", hashes = {}, yanked = false } = file;
  const wheel = readWheelName(filename);
  const version = wheel === undefined ? undefined : readVersion(wheel.version);
  if (version === undefined || wheel?.pure !== true || !runsHere(file)) return [];
  return [
    { version, file: filename, url: new URL(url, page).href, sha256: hashes["sha256"], yanked: yanked !== false },
  ];
}

/** All that an index has of a package; undefined if it doesn't know it. */
export async function lookUp(name: string, index: string): Promise<Found | undefined> {
  const page = `${index.replace(/\/*$/u, "/")}${plainName(name)}/`;
  const response = await get(page, { accept });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new PipFailure(`${unreachable(index)} ${await reasonOf(response)}`);
  let files: readonly IndexFile[] | undefined;
  try {
    ({ files } = (await response.json()) as { readonly files?: readonly IndexFile[] });
  } catch {
    throw new PipFailure(`ERROR: ${index} doesn't answer in JSON (PEP 691), so it can't be read here.`);
  }
  const all = Array.isArray(files) ? files : [];
  const candidates = all.flatMap((file) => candidateOf(file, response.url || page));
  return { candidates, onlyOthers: candidates.length === 0 && all.length > 0 };
}

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

async function bytesAt(place: string): Promise<Buffer> {
  if (!/^https?:\/\//u.test(place)) {
    try {
      return await readFile(place);
    } catch {
      throw new PipFailure(`ERROR: Could not open '${place}': there is no such wheel.`);
    }
  }
  const response = await get(place.replace(/#.*$/u, ""));
  if (!response.ok) throw new PipFailure(`ERROR: ${place} can't be downloaded: it answered ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}

/** The wheel's bytes, which are what the index and the requirement say they are. */
export async function fetchWheel(
  place: string,
  sha256: string | undefined,
  { name, hashes }: Requirement,
): Promise<Buffer> {
  const bytes = await bytesAt(place);
  const found = digest(bytes);
  const expected = [sha256 ?? /#sha256=([0-9a-f]{64})/u.exec(place)?.[1], hashes.length > 0 ? hashes : undefined];
  for (const wanted of expected)
    if (wanted !== undefined && ![wanted].flat().includes(found))
      throw new PipFailure(
        `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES: ${name} has sha256 ${found}, expected ${[wanted].flat().join(" or ")}.`,
      );
  return bytes;
}

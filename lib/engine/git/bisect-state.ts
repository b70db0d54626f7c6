import git from "isomorphic-git";
import type { Repository } from "./context";
import { firstLine, history, readCommit } from "./revision";

/** What a search for the first bad commit knows. */
export interface Bisection {
  /** The branch or the commit where it began. */
  readonly start: string;
  readonly bad: string | undefined;
  readonly good: readonly string[];
  readonly skipped: ReadonlySet<string>;
}

const place = ({ gitdir }: Repository, name: string): string => `${gitdir}/${name}`;
const files = ["BISECT_START", "BISECT_LOG", "BISECT_TERMS", "BISECT_NAMES", "BISECT_EXPECTED_REV"];

const read = (repository: Repository, name: string): Promise<string | undefined> =>
  repository.fs.promises.readFile(place(repository, name), "utf8").catch(() => undefined);

export const bisectLog = (repository: Repository): Promise<string | undefined> => read(repository, "BISECT_LOG");

const isKnown = <T>(value: T | undefined): value is T => value !== undefined;

/** Undefined where none is under way. */
export async function readBisection(repository: Repository): Promise<Bisection | undefined> {
  const start = (await read(repository, "BISECT_START"))?.trim();
  if (start === undefined) return undefined;
  const names = await git.listRefs({ ...repository, filepath: "refs/bisect" }).catch(() => []);
  const oidOf = (name: string): Promise<string | undefined> =>
    git.resolveRef({ ...repository, ref: `refs/bisect/${name}` }).catch(() => undefined);
  const all = async (prefix: string) =>
    (await Promise.all(names.filter((name) => name.startsWith(prefix)).map(oidOf))).filter(isKnown);
  return { start, bad: await oidOf("bad"), good: await all("good-"), skipped: new Set(await all("skip-")) };
}

export async function beginBisection(repository: Repository, start: string): Promise<void> {
  const { promises } = repository.fs;
  await promises.writeFile(place(repository, "BISECT_START"), `${start}\n`);
  await promises.writeFile(place(repository, "BISECT_TERMS"), "bad\ngood\n");
  await promises.writeFile(place(repository, "BISECT_NAMES"), "\n");
  await promises.writeFile(place(repository, "BISECT_LOG"), "");
}

export async function logBisection(repository: Repository, text: string): Promise<void> {
  await repository.fs.promises.appendFile(place(repository, "BISECT_LOG"), `${text}\n`);
}

export async function endBisection(repository: Repository): Promise<void> {
  const names = await git.listRefs({ ...repository, filepath: "refs/bisect" }).catch(() => []);
  for (const name of names) await git.deleteRef({ ...repository, ref: `refs/bisect/${name}` });
  for (const name of files) await repository.fs.promises.unlink(place(repository, name)).catch(() => undefined);
}

/** `[…] title`, as the log names a commit. */
export const namedCommit = async (repository: Repository, oid: string): Promise<string> =>
  `[${oid}] ${firstLine((await readCommit(repository, oid)).message)}`;

interface Candidate {
  readonly oid: string;
  readonly parents: readonly string[];
  /** How many candidates it stands on, itself among them. */
  readonly weight: number;
}

/** Commits that may be the first bad one, the oldest first. */
export async function candidatesOf(
  repository: Repository,
  bad: string,
  good: readonly string[],
): Promise<readonly Candidate[]> {
  const known = new Set<string>();
  if (good.length > 0) for await (const { oid } of history(repository, good)) known.add(oid);
  const found = new Map<string, readonly string[]>();
  for await (const { oid, commit } of history(repository, [bad])) if (!known.has(oid)) found.set(oid, commit.parent);
  const inside = (oid: string): readonly string[] => (found.get(oid) ?? []).filter((parent) => found.has(parent));
  const weightOf = (oid: string): number => {
    const seen = new Set([oid]);
    for (const one of seen) for (const parent of inside(one)) seen.add(parent);
    return seen.size;
  };
  return Array.from(found.keys(), (oid) => ({ oid, parents: inside(oid), weight: weightOf(oid) })).toReversed();
}

/** The one that parts the candidates best, as git picks it. */
export function halfWay(candidates: readonly Candidate[], skipped: ReadonlySet<string>): Candidate | undefined {
  const count = candidates.length;
  const distance = ({ weight }: Candidate): number => Math.min(weight, count - weight);
  const isHalf = ({ weight, parents }: Candidate): boolean => parents.length > 0 && Math.abs(2 * weight - count) <= 1;
  const isMerge = ({ parents }: Candidate): boolean => parents.length > 1;
  const open = candidates.filter(({ oid }) => !skipped.has(oid));
  if (open.length < count) return open.toReversed().toSorted((one, other) => distance(other) - distance(one))[0];
  const order = [...open.filter(isMerge), ...open.filter((one) => !isMerge(one))];
  return order.find(isHalf) ?? open.toSorted((one, other) => distance(other) - distance(one))[0];
}

/** About how many steps are left. */
export function stepsLeft(count: number): number {
  if (count < 3) return 0;
  const power = Math.floor(Math.log2(count));
  const whole = 2 ** power;
  return whole < 3 * (count - whole) ? power : power - 1;
}

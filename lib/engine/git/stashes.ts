import { posix as path } from "node:path";
import type { Repository } from "./context";
import { GitFailure } from "./failure";
import { personOf } from "./repository";
import { personText } from "./write-commit";

export interface Stash {
  readonly oid: string;
  readonly message: string;
}

const zero = "0".repeat(40);
const refFile = (repository: Repository): string => path.join(repository.gitdir, "refs/stash");
const logFile = (repository: Repository): string => path.join(repository.gitdir, "logs/refs/stash");

interface Entry extends Stash {
  readonly who: string;
}

/** The newest first, as `stash@{0}` counts; kept where git keeps them, so that either finds the other's. */
export async function listStashes(repository: Repository): Promise<readonly Stash[]> {
  return readLog(repository);
}

async function readLog(repository: Repository): Promise<readonly Entry[]> {
  const text = await repository.fs.promises.readFile(logFile(repository), "utf8").catch(() => "");
  const entries = text.split("\n").flatMap((line) => {
    const [, oid, who, message] = /^\w+ (\w+) (.*?)\t(.*)$/u.exec(line) ?? [];
    return oid === undefined || who === undefined || message === undefined ? [] : [{ oid, who, message }];
  });
  return entries.toReversed();
}

async function writeLog(repository: Repository, newestFirst: readonly Entry[]): Promise<void> {
  const { promises: fs } = repository.fs;
  const [newest] = newestFirst;
  if (!newest) {
    await fs.rm(refFile(repository), { force: true });
    await fs.rm(logFile(repository), { force: true });
    return;
  }
  let before = zero;
  const lines = newestFirst.toReversed().map(({ oid, who, message }) => {
    const line = `${before} ${oid} ${who}\t${message}\n`;
    before = oid;
    return line;
  });
  await fs.mkdir(path.dirname(logFile(repository)), { recursive: true });
  await fs.writeFile(logFile(repository), lines.join(""));
  await fs.writeFile(refFile(repository), `${newest.oid}\n`);
}

export async function addStash(repository: Repository, stash: Stash): Promise<void> {
  const who = personText(await personOf(repository, "COMMITTER"));
  await writeLog(repository, [{ ...stash, who }, ...(await readLog(repository))]);
}

export async function removeStash(repository: Repository, number: number): Promise<void> {
  await writeLog(
    repository,
    (await readLog(repository)).filter((_, at) => at !== number),
  );
}

export const removeAllStashes = (repository: Repository): Promise<void> => writeLog(repository, []);

/** Which one `stash@{1}`, `1` or nothing means. */
export async function findStash(repository: Repository, name: string | undefined): Promise<Stash & { number: number }> {
  const stashes = await listStashes(repository);
  if (stashes.length === 0) throw new GitFailure("No stash entries found.", 1);
  const number = Number(/^(?:stash@\{)?(\d+)\}?$/u.exec(name ?? "0")?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) throw new GitFailure(`error: ${name} is not a valid reference`, 1);
  const found = stashes[number];
  if (!found) throw new GitFailure(`error: stash@{${number}} is not a valid reference`, 1);
  return { ...found, number };
}

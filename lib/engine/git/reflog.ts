import { posix as path } from "node:path";
import type { Repository } from "./context";
import { personOf } from "./repository";
import { personText } from "./write-commit";

export interface Moved {
  readonly before: string;
  readonly oid: string;
  /** Name, address, seconds and zone, as in a commit. */
  readonly who: string;
  readonly message: string;
}

const none = "0".repeat(40);
const fileOf = (repository: Repository, ref: string): string => path.join(repository.gitdir, "logs", ref);

/** Writes down where a reference went, in git's own file. */
export async function logMove(
  repository: Repository,
  ref: string,
  { before, oid, message }: { readonly before: string | undefined; readonly oid: string; readonly message: string },
): Promise<void> {
  const { promises: fs } = repository.fs;
  const who = personText(await personOf(repository, "COMMITTER"));
  const line = `${before ?? none} ${oid} ${who}\t${message.replaceAll(/\s+/gu, " ").trim()}\n`;
  await fs.mkdir(path.dirname(fileOf(repository, ref)), { recursive: true });
  await fs.appendFile(fileOf(repository, ref), line);
}

/** Where a reference has been, the newest first. */
export async function readMoves(repository: Repository, ref: string): Promise<readonly Moved[]> {
  const text = await repository.fs.promises.readFile(fileOf(repository, ref), "utf8").catch(() => "");
  const moves = text.split("\n").flatMap((line): Moved[] => {
    const [, before, oid, who, message = ""] = /^([\da-f]{40}) ([\da-f]{40}) (.*?)(?:\t(.*))?$/u.exec(line) ?? [];
    return before === undefined || oid === undefined || who === undefined ? [] : [{ before, oid, who, message }];
  });
  return moves.toReversed();
}

export const forgetMoves = (repository: Repository, ref: string): Promise<void> =>
  repository.fs.promises.rm(fileOf(repository, ref), { force: true });

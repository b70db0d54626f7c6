import { posix as path } from "node:path";
import type { Repository } from "./context";

export interface Moved {
  readonly before: string;
  readonly oid: string;
  /** Name, address, seconds and zone, as in a commit. */
  readonly who: string;
  readonly message: string;
}

export const reflogFile = (repository: Repository, ref: string): string => path.join(repository.gitdir, "logs", ref);

/** Where a reference has been, the newest first. */
export async function readMoves(repository: Repository, ref: string): Promise<readonly Moved[]> {
  const text = await repository.fs.promises.readFile(reflogFile(repository, ref), "utf8").catch(() => "");
  const moves = text.split("\n").flatMap((line): Moved[] => {
    const [, before, oid, who, message = ""] = /^([\da-f]{40}) ([\da-f]{40}) (.*?)(?:\t(.*))?$/u.exec(line) ?? [];
    return before === undefined || oid === undefined || who === undefined ? [] : [{ before, oid, who, message }];
  });
  return moves.toReversed();
}

export const forgetMoves = (repository: Repository, ref: string): Promise<void> =>
  repository.fs.promises.rm(reflogFile(repository, ref), { force: true });

import type { Repository } from "./context";
import { readMoves } from "./reflog-file";
import { headOid } from "./repository";
import { fullNameOf } from "./ref-names";
import { short, tryResolve } from "./revision";

/** Where HEAD was detached, and whether it still stands there; by the name that was typed if that names it still. */
export async function detachedAt(
  repository: Repository,
): Promise<{ readonly name: string; readonly at: boolean } | undefined> {
  const moves = await readMoves(repository, "HEAD");
  const last = moves.find(({ message }) => message.startsWith("checkout: moving from "));
  const head = await headOid(repository);
  if (!last || head === undefined) return undefined;
  const typed = / to (\S+)$/u.exec(last.message)?.[1] ?? "";
  const full = await fullNameOf(repository, typed);
  const named = full?.startsWith("refs/") === true && (await tryResolve(repository, full)) === last.oid;
  const name = named ? full.replace(/^refs\/(?:heads|tags|remotes)\//u, "") : short(last.oid);
  return { name, at: head === last.oid };
}

/** The first line of a status without a branch. */
export async function detachedLine(repository: Repository): Promise<string> {
  const found = await detachedAt(repository);
  return found ? `HEAD detached ${found.at ? "at" : "from"} ${found.name}\n` : "Not currently on any branch.\n";
}

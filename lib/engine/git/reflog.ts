import { posix as path } from "node:path";
import type { Repository } from "./context";
import { reflogFile } from "./reflog-file";
import { personOf } from "./repository";
import { personText } from "./write-commit";

const none = "0".repeat(40);

/** Writes down where a reference went, in git's own file. */
export async function logMove(
  repository: Repository,
  ref: string,
  { before, oid, message }: { readonly before: string | undefined; readonly oid: string; readonly message: string },
): Promise<void> {
  const { promises: fs } = repository.fs;
  const who = personText(await personOf(repository, "COMMITTER"));
  const line = `${before ?? none} ${oid} ${who}\t${message.replaceAll(/\s+/gu, " ").trim()}\n`;
  await fs.mkdir(path.dirname(reflogFile(repository, ref)), { recursive: true });
  await fs.appendFile(reflogFile(repository, ref), line);
}

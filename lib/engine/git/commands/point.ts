import git from "isomorphic-git";
import type { Repository } from "../context";
import { currentBranch } from "../repository";

/** Moves the branch that is checked out, or HEAD itself where none is. */
export async function pointHead(repository: Repository, oid: string): Promise<void> {
  const branch = await currentBranch(repository);
  const ref = branch === undefined ? "HEAD" : `refs/heads/${branch}`;
  await git.writeRef({ ...repository, ref, value: oid, force: true });
}

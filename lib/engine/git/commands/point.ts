import git from "isomorphic-git";
import type { Repository } from "../context";
import { logMove } from "../reflog";
import { currentBranch, headOid } from "../repository";

/** Moves the branch that is checked out, or HEAD itself where none is; `why` is what the reflog says of it. */
export async function pointHead(repository: Repository, oid: string, why: string): Promise<void> {
  const branch = await currentBranch(repository);
  const before = await headOid(repository);
  const ref = branch === undefined ? "HEAD" : `refs/heads/${branch}`;
  await git.writeRef({ ...repository, ref, value: oid, force: true });
  await logMove(repository, "HEAD", { before, oid, message: why });
  if (branch !== undefined) await logMove(repository, ref, { before, oid, message: why });
}

/** Takes HEAD to a branch, or to a commit that no branch is checked out at. */
export async function switchHead(
  repository: Repository,
  to: { readonly ref: string; readonly oid: string | undefined },
  why: string,
): Promise<void> {
  const before = await headOid(repository);
  const symbolic = to.ref.startsWith("refs/");
  await git.writeRef({ ...repository, ref: "HEAD", value: to.ref, symbolic, force: true });
  if (to.oid !== undefined) await logMove(repository, "HEAD", { before, oid: to.oid, message: why });
}

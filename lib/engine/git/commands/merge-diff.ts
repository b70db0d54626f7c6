import type { ReadCommitResult } from "isomorphic-git";
import { combinedHunks } from "../combined-diff";
import { paint, type Repository } from "../context";
import { quotedPath } from "../quoted-path";
import { contentOf, ofCommit, type FileState } from "../snapshot";

const decoder = new TextDecoder();

interface JoinedFile {
  readonly path: string;
  readonly sides: readonly (FileState | undefined)[];
  readonly own: FileState | undefined;
}

async function joinedFiles(repository: Repository, { oid, commit }: ReadCommitResult): Promise<readonly JoinedFile[]> {
  const result = await ofCommit(repository, oid);
  const parents = await Promise.all(commit.parent.map((parent) => ofCommit(repository, parent)));
  const paths = [...new Set([...result.keys(), ...parents.flatMap((one) => [...one.keys()])])].toSorted();
  return paths.flatMap((path) => {
    const [own, sides] = [result.get(path), parents.map((one) => one.get(path))];
    return sides.some((side) => side?.oid === own?.oid && side?.mode === own?.mode) ? [] : [{ path, sides, own }];
  });
}

/** The files that a merge left as none of its parents has them. */
export const joinedPaths = async (repository: Repository, result: ReadCommitResult): Promise<readonly string[]> =>
  (await joinedFiles(repository, result)).map(({ path }) => path);

/** Of a merge those files, a column for each parent. */
export async function writeMerge(repository: Repository, result: ReadCommitResult, spaced: boolean): Promise<void> {
  if (spaced) repository.out("\n");
  for (const file of await joinedFiles(repository, result)) await writeJoined(repository, file.path, file);
}

async function writeJoined(repository: Repository, path: string, { sides, own }: JoinedFile): Promise<void> {
  const text = async (state: FileState | undefined) => decoder.decode(await contentOf(repository, state));
  const parents = await Promise.all(sides.map(text));
  const hunks = combinedHunks(repository, { parents, result: await text(own) });
  if (hunks === "") return;
  const name = (state: FileState | undefined) => state?.oid.slice(0, 7) ?? "0000000";
  const head = [
    `diff --cc ${quotedPath(path)}`,
    `index ${sides.map(name).join(",")}..${name(own)}`,
    ...(sides.some(Boolean) ? [] : ["new file mode 100644"]),
    `--- ${sides.some(Boolean) ? quotedPath(`a/${path}`) : "/dev/null"}`,
    `+++ ${own ? quotedPath(`b/${path}`) : "/dev/null"}`,
  ];
  for (const line of head) repository.out(`${paint(repository, "bold", line)}\n`);
  repository.out(hunks);
}

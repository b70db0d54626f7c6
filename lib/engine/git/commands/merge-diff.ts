import type { ReadCommitResult } from "isomorphic-git";
import { combinedHunks } from "../combined-diff";
import { paint, type Repository } from "../context";
import { quotedPath } from "../quoted-path";
import { contentOf, ofCommit, type FileState } from "../snapshot";

const decoder = new TextDecoder();

/** Of a merge the files that it left as none of its parents has them, a column for each parent. */
export async function writeMerge(
  repository: Repository,
  { oid, commit }: ReadCommitResult,
  spaced: boolean,
): Promise<void> {
  const result = await ofCommit(repository, oid);
  const parents = await Promise.all(commit.parent.map((parent) => ofCommit(repository, parent)));
  const paths = [...new Set([...result.keys(), ...parents.flatMap((one) => [...one.keys()])])].toSorted();
  if (spaced) repository.out("\n");
  for (const path of paths) {
    const sides = parents.map((one) => one.get(path));
    const own = result.get(path);
    if (sides.some((side) => side?.oid === own?.oid && side?.mode === own?.mode)) continue;
    await writeJoined(repository, path, { sides, own });
  }
}

async function writeJoined(
  repository: Repository,
  path: string,
  { sides, own }: { readonly sides: readonly (FileState | undefined)[]; readonly own: FileState | undefined },
): Promise<void> {
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

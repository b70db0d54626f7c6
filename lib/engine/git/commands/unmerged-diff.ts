import { combinedHunks } from "../combined-diff";
import { paint, type Repository } from "../context";
import { quotedPath } from "../quoted-path";
import { contentOf } from "../snapshot";
import type { Unmerged } from "../unmerged";

const decoder = new TextDecoder();

/** What the working tree has of a file on which two sides disagree, against both of them. */
export async function writeUnmerged(repository: Repository, path: string, { ours, theirs }: Unmerged): Promise<void> {
  const present = await repository.fs.promises.readFile(`${repository.dir}/${path}`).catch(() => undefined);
  if (!ours || !theirs || !present) {
    repository.out(`* Unmerged path ${quotedPath(path)}\n`);
    return;
  }
  const parents = [ours, theirs].map(async (side) => decoder.decode(await contentOf(repository, side)));
  const bold = (text: string) => {
    repository.out(`${paint(repository, "bold", text)}\n`);
  };
  bold(`diff --cc ${quotedPath(path)}`);
  bold(`index ${ours.oid.slice(0, 7)},${theirs.oid.slice(0, 7)}..0000000`);
  const hunks = combinedHunks(repository, { parents: await Promise.all(parents), result: decoder.decode(present) });
  bold(`--- ${quotedPath(`a/${path}`)}`);
  bold(`+++ ${quotedPath(`b/${path}`)}`);
  repository.out(hunks);
}

import { changesBetween, type Change } from "./changes";
import type { Repository } from "./context";
import { statOf, type Texts } from "./patch";
import { quotedPath } from "./quoted-path";
import { writeShortStat, writeStat } from "./stat-table";
import { movedName, withRenames, type Shown } from "./renames";
import { contentOf, type Snapshot } from "./snapshot";

const textsOf = async (repository: Repository, { before, after }: Change): Promise<Texts> => ({
  before: await contentOf(repository, before),
  after: await contentOf(repository, after),
});

/** What came, went, moved, or became a program; nothing of a file that only changed. */
export function modeLine({ path, before, after, rename }: Shown): string {
  if (rename)
    return ` ${rename.isCopy === true ? "copy" : "rename"} ${movedName(rename.from, path)} (${rename.similarity}%)\n`;
  if (!before) return after ? ` create mode ${after.mode.toString(8)} ${quotedPath(path)}\n` : "";
  if (!after) return ` delete mode ${before.mode.toString(8)} ${quotedPath(path)}\n`;
  if (before.mode === after.mode) return "";
  return ` mode change ${before.mode.toString(8)} => ${after.mode.toString(8)} ${quotedPath(path)}\n`;
}

/** What a commit or a merge did: the table or its last line, and which files came and went. */
export async function writeSummary(
  repository: Repository,
  before: Snapshot,
  after: Snapshot,
  form: "table" | "line",
  width?: number,
): Promise<void> {
  const texts = (change: Change) => textsOf(repository, change);
  const changes = await withRenames(changesBetween(before, after), texts);
  const stats = await Promise.all(changes.map(async (change) => statOf(change, await texts(change))));
  if (stats.length > 0)
    repository.out(form === "table" ? writeStat(repository, stats, { width }) : writeShortStat(stats));
  repository.out(changes.map(modeLine).join(""));
}

import { changesBetween, type Change } from "./changes";
import type { Repository } from "./context";
import { statOf, writeShortStat, writeStat, type FileStat } from "./patch";
import { contentOf, type Snapshot } from "./snapshot";

const statsOf = (repository: Repository, changes: readonly Change[]): Promise<FileStat[]> =>
  Promise.all(
    changes.map(async (change) =>
      statOf(change, {
        before: await contentOf(repository, change.before),
        after: await contentOf(repository, change.after),
      }),
    ),
  );

/** What a commit or a merge did: the table or its last line, and which files came and went. */
export async function writeSummary(
  repository: Repository,
  before: Snapshot,
  after: Snapshot,
  form: "table" | "line",
): Promise<void> {
  const changes = changesBetween(before, after);
  const stats = await statsOf(repository, changes);
  if (stats.length > 0) repository.out(form === "table" ? writeStat(repository, stats) : writeShortStat(stats));
  for (const { path, before: old, after: made } of changes) {
    if (!old && made) repository.out(` create mode ${made.mode.toString(8)} ${path}\n`);
    else if (old && !made) repository.out(` delete mode ${old.mode.toString(8)} ${path}\n`);
    else if (old && made && old.mode !== made.mode)
      repository.out(` mode change ${old.mode.toString(8)} => ${made.mode.toString(8)} ${path}\n`);
  }
}

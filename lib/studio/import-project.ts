import type { ProjectRecord, Projects } from "@/lib/workspace";
import { importFiles, largestImport, type Incoming } from "./import-files";
import { ToldFailure } from "./told-failure";

const tooLargeFor = (names: readonly string[]): ToldFailure =>
  new ToldFailure("EFBIG", ({ tooLarge }) => tooLarge(names.join(", "), largestImport / 1e6));

/** A project of files from outside: whole, or not at all. */
export async function importProject(
  projects: Projects,
  name: string,
  files: readonly Incoming[],
): Promise<ProjectRecord> {
  const record = await projects.create({ name, files: [] });
  const { workspace } = await projects.open(record.id);
  try {
    const { tooLarge } = await importFiles(workspace, files, "");
    if (tooLarge.length > 0) throw tooLargeFor(tooLarge);
    return record;
  } catch (error) {
    await projects.remove(record.id);
    throw error;
  } finally {
    await workspace.dispose();
  }
}

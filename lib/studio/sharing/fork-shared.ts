import { openIndexedStore, plantSession } from "@/lib/agent";
import { editsOfShared, type SharedFile } from "@/lib/sharing";
import type { ProjectRecord } from "@/lib/workspace";
import type { Shelf } from "../shelf";
import { originOf, type SharedWork } from "./open-shared";

/** A step of the replay from which a copy starts. */
export interface ForkPoint {
  readonly files: readonly SharedFile[];
  /** The last event of the conversation that goes along. */
  readonly seq: number;
}

/** A copy among the own projects: someone else's work still, so it opens restricted. */
export async function forkShared(shelf: Shelf, work: SharedWork, from?: ForkPoint): Promise<ProjectRecord> {
  const projects = await shelf.load();
  const { project, template } = work;
  const record = await projects.create({
    name: project.name,
    ...(template !== undefined && { template }),
    origin: originOf(work),
    trusted: false,
    files: editsOfShared(from ? { ...project, files: from.files } : project),
  });
  if (project.session !== undefined) {
    const store = await openIndexedStore(record.id);
    await plantSession(store, project.session, from?.seq);
    await store.dispose();
  }
  return record;
}

import type { Shelf } from "./shelf";
import type { Studio, StudioOptions } from "./studio";

/** Opens a project of the shelf. What works on projects is loaded here, so that a list of them doesn't carry it. */
export async function openStudio(shelf: Shelf, id: string, options: StudioOptions = {}): Promise<Studio> {
  const [{ createStudio }, projects] = await Promise.all([import("./studio"), shelf.load()]);
  return createStudio(projects, id, options);
}

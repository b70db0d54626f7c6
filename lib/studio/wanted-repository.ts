import type { RepositoryPlace } from "./git/repository-url";
import type { Shelf } from "./shelf";
import { writeProvenance } from "./sharing/provenance";

/** Kept by the tab alone, so that no address can ask for an import: it holds a project's id, a space, and an address. */
const key = "tabsmith.wanted-repository";

/** Makes an empty project, restricted since it will be someone else's work, whose workbench fetches the repository. */
export async function projectForRepository(shelf: Shelf, place: RepositoryPlace, address: string): Promise<string> {
  const { host, pathname } = new URL(place.url);
  const origin = writeProvenance({ source: { type: "repository", name: `${host}${pathname}` } });
  const projects = await shelf.load();
  const { id } = await projects.create({ name: place.name, origin, trusted: false, files: [] });
  sessionStorage.setItem(key, `${id} ${address.trim()}`);
  return id;
}

/** The repository that this project was made for, told once. */
export function takeWantedRepository(project: string): string | undefined {
  const [known, address] = (sessionStorage.getItem(key) ?? "").split(" ", 2);
  if (known !== project || !address) return undefined;
  sessionStorage.removeItem(key);
  return address;
}

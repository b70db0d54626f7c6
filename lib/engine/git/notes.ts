import git from "isomorphic-git";
import type { Repository } from "./context";
import { logMove } from "./reflog";
import { config } from "./repository";
import { tryResolve } from "./revision";
import { ofCommit, type FileState } from "./snapshot";
import { writeRawCommit } from "./write-commit";
import { writeTreeOf } from "./write-tree";

/** The names of what is said of objects, by the objects'. */
export type Notes = ReadonlyMap<string, string>;

export const usualNotes = "refs/notes/commits";

/** `foo` and `notes/foo` are `refs/notes/foo`. */
export function notesRef(name: string): string {
  if (name.startsWith("refs/notes/")) return name;
  return name.startsWith("notes/") ? `refs/${name}` : `refs/notes/${name}`;
}

/** Where notes are kept if nothing else is said. */
export const currentNotesRef = async (repository: Repository): Promise<string> =>
  repository.env["GIT_NOTES_REF"] ?? (await config(repository, "core.notesref")) ?? usualNotes;

/** Names of objects may be parted into folders where there are many notes. */
const objectOf = (path: string): string => path.replaceAll("/", "");

export async function readNotes(repository: Repository, ref: string): Promise<Notes> {
  const oid = await tryResolve(repository, ref);
  const files = oid === undefined ? [] : [...(await ofCommit(repository, oid))];
  return new Map(
    files.map(([path, state]) => [objectOf(path), state.oid] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export const noteText = async (repository: Repository, oid: string): Promise<string> =>
  new TextDecoder().decode((await git.readBlob({ ...repository, oid })).blob);

/** Sets what is said of an object, or takes it away, as a commit of its own. */
export async function saveNotes(
  repository: Repository,
  ref: string,
  changes: ReadonlyMap<string, string | undefined>,
  why: string,
): Promise<void> {
  const before = await tryResolve(repository, ref);
  const all = new Map(await readNotes(repository, ref));
  if ([...changes].every(([object, note]) => note === undefined && !all.has(object))) return;
  for (const [object, note] of changes)
    if (note === undefined) all.delete(object);
    else all.set(object, note);
  const files = new Map<string, FileState>([...all].map(([object, oid]) => [object, { oid, mode: 0o100644 }]));
  const oid = await writeRawCommit(repository, {
    tree: await writeTreeOf(repository, files),
    parent: before === undefined ? [] : [before],
    message: `${why}\n`,
  });
  await git.writeRef({ ...repository, ref, value: oid, force: true });
  await logMove(repository, ref, { before, oid, message: `notes: ${why}` });
}

export interface ShownNotes {
  readonly ref: string;
  readonly notes: Notes;
}

const titleOf = (ref: string): string =>
  ref === usualNotes ? "Notes" : `Notes (${ref.replace(/^refs\/(?:notes\/)?/u, "")})`;

/** What is said of a commit, as it stands below its message; `bare`: without titles and indents. */
export async function shownNotes(
  repository: Repository,
  oid: string,
  all: readonly ShownNotes[],
  bare: boolean,
): Promise<string> {
  let text = "";
  for (const { ref, notes } of all) {
    const blob = notes.get(oid);
    if (blob === undefined) continue;
    const lines = (await noteText(repository, blob)).replace(/\n$/u, "").split("\n");
    if (!bare) text += `\n${titleOf(ref)}:\n`;
    text += lines.map((line) => `${bare ? "" : "    "}${line}\n`).join("");
  }
  return text;
}

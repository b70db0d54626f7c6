import type { ReadCommitResult } from "isomorphic-git";
import { commitText, type CommitForm, type CommitSurroundings } from "./commit-text";
import type { Repository } from "./context";
import { readDecorations, type Decorations } from "./decorations";
import { fatal } from "./failure";
import { globToRegExp } from "./glob";
import { currentNotesRef, notesRef, readNotes, shownNotes, type ShownNotes } from "./notes";
import type { Options } from "./options";
import { config } from "./repository";
import { tryResolve } from "./revision";

export const writerSpec = {
  flags: ["no-notes", "clear-decorations", "source"],
  optionals: ["notes", "show-notes"],
  lists: ["decorate-refs", "decorate-refs-exclude"],
} as const;

/** Writes commits in the form that was asked for, with all that is known of them beside what they hold. */
export interface CommitWriter {
  readonly text: (result: ReadCommitResult, around?: CommitSurroundings) => Promise<string>;
  readonly names: Decorations;
}

export async function createCommitWriter(
  repository: Repository,
  options: Options,
  form: CommitForm,
): Promise<CommitWriter> {
  const names = chosenNames(await readDecorations(repository), options);
  const notes = await notesFor(repository, options, form);
  const text = async (result: ReadCommitResult, around: CommitSurroundings = {}) => {
    const said = notes.length === 0 ? "" : await shownNotes(repository, result.oid, notes, form.name === "own");
    return commitText(repository, result, form, { names: names.get(result.oid) ?? [], notes: said, ...around });
  };
  return { text, names };
}

/** A pattern without a star stands for all that lies below it as well. */
function matches(full: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const whole =
      pattern.startsWith("refs/") || pattern === "HEAD"
        ? [pattern]
        : [`refs/${pattern}`, `refs/heads/${pattern}`, `refs/tags/${pattern}`, `refs/remotes/${pattern}`];
    return whole.some(
      (one) => full === one || full.startsWith(`${one.replace(/\/$/u, "")}/`) || globToRegExp(one, true).test(full),
    );
  });
}

function chosenNames(names: Decorations, options: Options): Decorations {
  const [wanted, left] = [options.list("decorate-refs"), options.list("decorate-refs-exclude")];
  if (wanted.length === 0 && left.length === 0) return names;
  const isShown = ({ full }: { readonly full: string }) =>
    (wanted.length === 0 || matches(full, wanted)) && !matches(full, left);
  return new Map([...names].map(([oid, all]) => [oid, all.filter(isShown)]));
}

/** Notes stand below a commit where its form is git's usual one, or where they are asked for. */
async function notesFor(repository: Repository, options: Options, form: CommitForm): Promise<readonly ShownNotes[]> {
  if (options.has("no-notes")) return [];
  const asked = [...options.list("notes"), ...options.list("show-notes")];
  const wantsText = form.name === "own" && form.format.includes("%N");
  if (asked.length === 0 && !wantsText && form.isAsked) return [];
  const named = asked.filter((name) => name !== "").map(notesRef);
  const isUsual = named.length < Math.max(1, asked.length) || options.has("show-notes");
  const refs = new Set([...(isUsual ? await usualRefs(repository) : []), ...named]);
  const found = await Promise.all([...refs].map(async (ref) => ({ ref, notes: await readNotes(repository, ref) })));
  for (const ref of named)
    if ((await tryResolve(repository, ref)) === undefined) repository.err(`warning: notes ref ${ref} is invalid\n`);
  return found.filter(({ notes }) => notes.size > 0);
}

async function usualRefs(repository: Repository): Promise<readonly string[]> {
  const shown = repository.env["GIT_NOTES_DISPLAY_REF"] ?? (await config(repository, "notes.displayref"));
  if (shown?.includes("*") === true)
    fatal(`notes.displayRef '${shown}': patterns aren't there in the tab: name one reference.`);
  const usual = await currentNotesRef(repository);
  return shown === undefined || shown === usual ? [usual] : [usual, shown];
}

import { posix as path } from "node:path";
import git from "isomorphic-git";
import { cleaned, commented } from "../commit-message";
import { inRepository, type Repository } from "../context";
import { editFile } from "../editor";
import { failed, fatal, GitFailure } from "../failure";
import { readInput } from "../input";
import { currentNotesRef, notesRef, noteText, readNotes, saveNotes, type Notes } from "../notes";
import { readOptions, type Options } from "../options";
import { resolveObject } from "../revision";
import { objectAt } from "../revision-path";
import { show } from "./show";

const spec = {
  flags: ["force", "allow-empty", "ignore-missing", "stdin", "dry-run", "verbose", "quiet", "order"],
  lists: ["message", "file", "reuse-message", "reedit-message"],
  values: ["ref"],
  short: {
    f: "force",
    m: "message",
    F: "file",
    C: "reuse-message",
    c: "reedit-message",
    n: "dry-run",
    v: "verbose",
    q: "quiet",
  },
} as const;

/** One call: where notes are kept, what is there, and the options. */
interface Call {
  readonly repository: Repository;
  readonly options: Options;
  readonly ref: string;
  readonly notes: Notes;
  readonly names: readonly string[];
  readonly action: string;
}

/** What is said of commits without changing them. */
export const notes = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const [action = "list", ...names] = [...options.rest, ...(options.paths ?? [])];
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (action === "merge") return fatal("notes merge isn't there in the tab: use notes copy, or notes append.");
  if (!run)
    throw new GitFailure(
      `error: unknown subcommand: \`${action}'\nusage: git notes [--ref <notes-ref>] [list [<object>]]`,
      129,
    );
  const given = options.value("ref");
  const ref = given === undefined ? await currentNotesRef(repository) : notesRef(given);
  return run({ repository, options, ref, names, action, notes: await readNotes(repository, ref) });
});

async function objectOf({ repository }: Call, name = "HEAD"): Promise<string> {
  return namedObject(repository, name);
}

const namedObject = async (repository: Repository, name: string): Promise<string> =>
  (await objectAt(repository, name))?.oid ??
  (await resolveObject(repository, name)) ??
  fatal(`failed to resolve '${name}' as a valid ref.`);

async function list(call: Call): Promise<number> {
  const { repository, notes: all, names } = call;
  if (names.length === 0) {
    for (const [object, note] of all) repository.out(`${note} ${object}\n`);
    return 0;
  }
  repository.out(`${await foundNote(call)}\n`);
  return 0;
}

async function foundNote(call: Call): Promise<string> {
  const object = await objectOf(call, call.names[0]);
  return call.notes.get(object) ?? failed(`no note found for object ${object}.`);
}

async function showNote(call: Call): Promise<number> {
  call.repository.out(await noteText(call.repository, await foundNote(call)));
  return 0;
}

const given = ["message", "file", "reuse-message", "reedit-message"] as const;

/** What is to be said: paragraphs from words, files and other notes. */
async function textOf({ repository, options }: Call): Promise<string> {
  const parts = [...options.list("message")];
  for (const file of options.list("file")) parts.push(await readGiven(repository, file));
  for (const name of [...options.list("reuse-message"), ...options.list("reedit-message")]) {
    const oid = await namedObject(repository, name);
    parts.push(
      await noteText(repository, oid).catch(() => fatal(`cannot read note data from non-blob object '${name}'.`)),
    );
  }
  return parts.map((part) => part.replace(/\n*$/u, "\n")).join("\n");
}

const readGiven = (repository: Repository, file: string): Promise<string> =>
  file === "-"
    ? readInput(repository)
    : repository.fs.promises
        .readFile(path.resolve(repository.cwd, file), "utf8")
        .catch(() => fatal(`could not open or read '${file}': No such file or directory`));

/** Lets a person write what is to be said of an object. */
async function written(call: Call, object: string, text: string): Promise<string> {
  const { repository } = call;
  let about = "";
  const out = (piece: string) => void (about += piece);
  await show.run({ ...repository, color: false, isShown: false, out }, ["--stat", "--no-notes", object]);
  const file = `${repository.gitdir}/NOTES_EDITMSG`;
  const head = "#\n# Write/edit the notes for the following object:\n#\n";
  await repository.fs.promises.writeFile(file, `${text}\n${head}${commented(about)}`);
  const otherwise = "fatal: please supply the note contents using either -m or -F option";
  const answer = await editFile(repository, file, { otherwise });
  await repository.fs.promises.rm(file, { force: true });
  return cleaned(answer, "strip");
}

/** Sets a note; one that says nothing is taken away. */
async function put(call: Call, object: string, text: string): Promise<number> {
  const { repository, options, ref, action } = call;
  const isKept = text !== "" || options.has("allow-empty");
  if (!isKept) repository.err(`Removing note for object ${object}\n`);
  const note = isKept ? await git.writeBlob({ ...repository, blob: new TextEncoder().encode(text) }) : undefined;
  const why = `Notes ${isKept ? "added" : "removed"} by 'git notes ${action}'`;
  await saveNotes(repository, ref, new Map([[object, note]]), why);
  return 0;
}

const isGiven = ({ options }: Call): boolean => given.some((name) => options.has(name));

async function add(call: Call): Promise<number> {
  const { repository, options, notes: all, names } = call;
  const object = await objectOf(call, names[0]);
  const known = all.get(object);
  if (known !== undefined && !options.has("force")) {
    if (!isGiven(call)) return edit(call);
    return failed(`Cannot add notes. Found existing notes for object ${object}. Use '-f' to overwrite existing notes`);
  }
  if (known !== undefined) repository.err(`Overwriting existing notes for object ${object}\n`);
  const text = cleaned(await textOf(call), "whitespace");
  const isEdited = !isGiven(call) || options.has("reedit-message");
  return put(call, object, isEdited ? await written(call, object, text) : text);
}

async function append(call: Call): Promise<number> {
  const object = await objectOf(call, call.names[0]);
  const known = call.notes.get(object);
  const before = known === undefined ? "" : await noteText(call.repository, known);
  const text = cleaned(await textOf(call), "whitespace");
  const fresh = isGiven(call) ? text : await written(call, object, "");
  return put(call, object, before + (before !== "" && fresh !== "" ? "\n" : "") + fresh);
}

async function edit(call: Call): Promise<number> {
  const object = await objectOf(call, call.names[0]);
  const known = call.notes.get(object);
  if (isGiven(call)) {
    call.repository.err(
      "The -m/-F/-c/-C options have been deprecated for the 'edit' subcommand.\nPlease use 'git notes add -f -m/-F/-c/-C' instead.\n",
    );
    return put(call, object, cleaned(await textOf(call), "whitespace"));
  }
  const before = known === undefined ? "" : await noteText(call.repository, known);
  return put(call, object, await written(call, object, before));
}

async function copy(call: Call): Promise<number> {
  const { repository, options, ref, notes: all, names } = call;
  if (options.has("stdin")) return fatal("notes copy --stdin isn't there in the tab: name both objects.");
  const [from, to] = names;
  if (from === undefined)
    throw new GitFailure("error: too few arguments\nusage: git notes copy [<options>] <from-object> <to-object>", 129);
  const [source, target] = [await objectOf(call, from), await objectOf(call, to)];
  const known = all.has(target);
  if (known && !options.has("force"))
    return failed(`Cannot copy notes. Found existing notes for object ${target}. Use '-f' to overwrite existing notes`);
  if (known) repository.err(`Overwriting existing notes for object ${target}\n`);
  const note = all.get(source) ?? failed(`missing notes on source object ${source}. Cannot copy.`);
  await saveNotes(repository, ref, new Map([[target, note]]), "Notes added by 'git notes copy'");
  return 0;
}

async function remove(call: Call): Promise<number> {
  const { repository, options, ref, notes: all, names } = call;
  const gone = new Map<string, undefined>();
  let code = 0;
  for (const name of names.length === 0 ? ["HEAD"] : names) {
    const object = await objectOf(call, name);
    const known = all.has(object);
    repository.err(known ? `Removing note for object ${name}\n` : `Object ${name} has no note\n`);
    if (known) gone.set(object, undefined);
    else if (!options.has("ignore-missing")) code = 1;
  }
  if (code === 0 && gone.size > 0) await saveNotes(repository, ref, gone, "Notes removed by 'git notes remove'");
  return code;
}

/** Takes away what is said of objects that are gone. */
async function prune({ repository, options, ref, notes: all }: Call): Promise<number> {
  const gone = new Map<string, undefined>();
  for (const oid of all.keys())
    if (!(await git.readObject({ ...repository, oid, format: "deflated" }).catch(() => undefined)))
      gone.set(oid, undefined);
  for (const oid of gone.keys()) if (options.has("verbose") || options.has("dry-run")) repository.out(`${oid}\n`);
  if (gone.size > 0 && !options.has("dry-run"))
    await saveNotes(repository, ref, gone, "Notes removed by 'git notes prune'");
  return 0;
}

const actions: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  list,
  show: showNote,
  add,
  append,
  edit,
  copy,
  remove,
  prune,
  "get-ref": ({ repository, ref }) => {
    repository.out(`${ref}\n`);
    return Promise.resolve(0);
  },
};

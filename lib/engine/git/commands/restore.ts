import { layDown, restamp } from "../checkout";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { setInIndex } from "../index-file";
import { readOptions, type Options } from "../options";
import { headOid, isNamed, repositoryPath } from "../repository";
import { resolveCommit, short } from "../revision";
import { ofCommit, ofIndex, type FileState, type Snapshot } from "../snapshot";
import { unmergedFiles } from "../unmerged";

const spec = {
  flags: ["staged", "worktree", "quiet", "ours", "theirs", "patch", "overlay"],
  values: ["source"],
  short: { S: "staged", W: "worktree", s: "source", q: "quiet", "2": "ours", "3": "theirs", p: "patch" },
} as const;

export const restore = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  if (options.has("patch")) return fatal("choosing parts of a file isn't there in the tab: restore whole files.");
  const typed = [...options.rest, ...(options.paths ?? [])];
  if (typed.length === 0) return fatal("you must specify path(s) to restore");
  await restoreNamed(repository, typed, options);
  return 0;
});

/** As `git checkout` does with files: it says how many there were. */
export async function restoreFiles(repository: Repository, args: readonly string[]): Promise<number> {
  const options = readOptions(args, spec);
  const given = options.value("source");
  const count = await restoreNamed(repository, [...options.rest, ...(options.paths ?? [])], options);
  const from = given === undefined ? "the index" : short(await resolveCommit(repository, given));
  repository.err(`Updated ${count} path${count === 1 ? "" : "s"} from ${from}\n`);
  return 0;
}

/** Answers how many files were laid down. */
async function restoreNamed(repository: Repository, typed: readonly string[], options: Options): Promise<number> {
  const index = await ofIndex(repository);
  const fromCommit = options.has("source") || options.has("staged");
  const source = fromCommit ? await filesOf(repository, options) : await stagedFiles(repository, index, options);
  const overlay = options.has("overlay");
  const known = [...new Set([...source.keys(), ...(overlay ? [] : index.keys())])].toSorted();
  const files = filesNamed(repository, typed, known);
  if (!fromCommit) await refuseUnmerged(repository, files, options);
  const wanted = new Map(files.map((file) => [file, source.get(file)] as const));
  if (options.has("staged")) await setInIndex(repository, wanted, "unread");
  if (options.has("worktree") || !options.has("staged")) await layAll(repository, wanted, options);
  return files.length;
}

async function filesOf(repository: Repository, options: Options): Promise<Snapshot> {
  const given = options.value("source");
  return ofCommit(repository, given === undefined ? await headOid(repository) : await resolveCommit(repository, given));
}

async function layAll(
  repository: Repository,
  wanted: ReadonlyMap<string, FileState | undefined>,
  options: Options,
): Promise<void> {
  for (const [file, state] of wanted) await layDown(repository, file, state);
  const isAsStaged = options.has("staged") || !["source", "ours", "theirs"].some((name) => options.has(name));
  if (isAsStaged)
    await restamp(
      repository,
      [...wanted.keys()].filter((file) => wanted.get(file)),
    );
}

/** The index; of what is unmerged the side that is asked for. */
async function stagedFiles(repository: Repository, index: Snapshot, options: Options): Promise<Snapshot> {
  const side = options.has("theirs") ? "theirs" : "ours";
  const files = new Map<string, FileState>(index);
  for (const [file, sides] of await unmergedFiles(repository)) {
    const state = sides[side];
    if (state) files.set(file, state);
  }
  return files;
}

async function refuseUnmerged(repository: Repository, files: readonly string[], options: Options): Promise<void> {
  if (options.has("ours") || options.has("theirs")) return;
  const unmerged = await unmergedFiles(repository);
  const stopping = files.filter((file) => unmerged.has(file));
  if (stopping.length > 0)
    throw new GitFailure(stopping.map((file) => `error: path '${file}' is unmerged`).join("\n"), 1);
}

function filesNamed(repository: Repository, typed: readonly string[], known: readonly string[]): readonly string[] {
  const paths = typed.map((one) => repositoryPath(repository, one));
  for (const [at, path] of paths.entries())
    if (!path.startsWith(":(exclude") && !known.some((file) => isNamed(file, [path])))
      failed(`pathspec '${typed[at]}' did not match any file(s) known to git`);
  return known.filter((file) => isNamed(file, paths));
}

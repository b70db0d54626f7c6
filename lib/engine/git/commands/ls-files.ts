import { inRepository, type Repository } from "../context";
import { GitFailure } from "../failure";
import { readEntries, type IndexEntry } from "../index-file";
import { readOptions, type Options } from "../options";
import { quotedPath } from "../quoted-path";
import { isNamed, repositoryPath, shownPath } from "../repository";
import { foldUntracked, statusRows } from "../status";

const spec = {
  flags: [
    "stage",
    "unmerged",
    "others",
    "exclude-standard",
    "ignored",
    "cached",
    "modified",
    "deleted",
    "directory",
    "full-name",
    "error-unmatch",
    "null",
    "t",
  ],
  short: {
    s: "stage",
    u: "unmerged",
    o: "others",
    i: "ignored",
    c: "cached",
    m: "modified",
    d: "deleted",
    z: "null",
    t: "t",
  },
} as const;

/** A file with the letter that `-t` shows of it, and what `-s` says of it. */
type Listed = readonly [file: string, mark: string, facts?: string];

export const lsFiles = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const typed = [...options.rest, ...(options.paths ?? [])];
  const paths = (typed.length > 0 ? typed : ["."]).map((one) => repositoryPath(repository, one));
  const known = await readEntries(repository);
  if (options.has("error-unmatch")) needAll(known, typed, paths);
  const zero = options.has("null");
  for (const [file, mark, facts = ""] of await listed(repository, known, options)) {
    if (!isNamed(file, paths)) continue;
    const name = options.has("full-name") ? file : seen(repository, file);
    const letter = options.has("t") ? `${mark} ` : "";
    repository.out(`${letter}${facts}${zero ? `${name}\0` : `${quotedPath(name)}\n`}`);
  }
  return 0;
});

async function listed(
  repository: Repository,
  known: readonly IndexEntry[],
  options: Options,
): Promise<readonly Listed[]> {
  const kinds = ["others", "modified", "deleted", "unmerged"].some((name) => options.has(name));
  const found: Listed[] = [];
  if (options.has("others")) for (const file of await others(repository, options)) found.push([file, "?"]);
  if (!kinds || options.has("cached") || options.has("unmerged")) found.push(...staged(known, options));
  if (options.has("modified") || options.has("deleted")) found.push(...(await changed(repository, known, options)));
  return found;
}

function staged(known: readonly IndexEntry[], options: Options): readonly Listed[] {
  const shows = options.has("stage") || options.has("unmerged");
  return known
    .filter(({ stage }) => !options.has("unmerged") || stage > 0)
    .map(({ path: file, mode, oid, stage }) => [
      file,
      stage > 0 ? "M" : "H",
      shows ? `${mode.toString(8)} ${oid} ${stage}\t` : "",
    ]);
}

const seen = (repository: Repository, file: string): string =>
  shownPath(repository, file) + (file.endsWith("/") ? "/" : "");

function needAll(known: readonly IndexEntry[], typed: readonly string[], paths: readonly string[]): void {
  const missing = paths.findIndex((one) => !known.some(({ path: file }) => isNamed(file, [one])));
  if (missing < 0) return;
  throw new GitFailure(
    `error: pathspec '${typed[missing]}' did not match any file(s) known to git\nDid you forget to 'git add'?`,
    1,
  );
}

/** What isn't tracked; with `--exclude-standard` without what is ignored, with `-i` that alone. */
async function others(repository: Repository, options: Options): Promise<readonly string[]> {
  const isNew = ({ index }: { readonly index: string }) => index === "?";
  const plain = (await statusRows(repository)).filter(isNew);
  const all =
    options.has("exclude-standard") && !options.has("ignored")
      ? plain
      : (await statusRows(repository, ["."], { ignored: true })).filter(isNew);
  const known = new Set(plain.map((row) => row.path));
  const rows = options.has("ignored") ? all.filter((row) => !known.has(row.path)) : all;
  const tracked = new Set((await readEntries(repository)).map((entry) => entry.path));
  return (options.has("directory") ? foldUntracked(rows, tracked) : rows).map((row) => row.path);
}

/** Files that lie otherwise than they are staged; one that is gone counts for both. */
async function changed(
  repository: Repository,
  known: readonly IndexEntry[],
  options: Options,
): Promise<readonly Listed[]> {
  const rows = await statusRows(repository);
  const letters = new Map(
    rows.filter(({ index }) => index !== "?").map((row) => [row.path, row.unmerged === true ? "M" : row.tree]),
  );
  const found: Listed[] = [];
  for (const { path: file } of known) {
    const letter = letters.get(file) ?? " ";
    if (options.has("deleted") && letter === "D") found.push([file, "R"]);
    if (options.has("modified") && letter !== " ") found.push([file, "C"]);
  }
  return found;
}

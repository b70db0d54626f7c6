import { blame as blameLines, type BlamedLine, type NumberedLine } from "../blame";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { linesOf } from "../line-diff";
import { readOptions, type Options } from "../options";
import { config, headOid, repositoryPath } from "../repository";
import { resolveCommit, tryResolve } from "../revision";
import { isRange, select } from "../selection";
import { contentOf, ofCommit, ofIndex } from "../snapshot";
import { writeBlame } from "./blame-table";
import { writePorcelain } from "./blame-porcelain";
import { lineRanges, type LineRange } from "./line-ranges";

const spec = {
  lists: ["L"],
  values: ["abbrev", "date", "contents", "since", "ignore-rev", "ignore-revs-file"],
  optionals: ["find-moves", "find-copies"],
  flags: [
    "s",
    "w",
    "l",
    "t",
    "c",
    "b",
    "show-email",
    "show-name",
    "show-number",
    "porcelain",
    "line-porcelain",
    "incremental",
    "root",
    "first-parent",
    "no-progress",
    "progress",
    "reverse",
    "score-debug",
    "color-lines",
    "color-by-age",
    "show-stats",
  ],
  short: {
    L: "L",
    s: "s",
    e: "show-email",
    w: "w",
    l: "l",
    t: "t",
    c: "c",
    b: "b",
    f: "show-name",
    n: "show-number",
    p: "porcelain",
    M: "find-moves",
    C: "find-copies",
  },
} as const;

const absent = {
  "find-moves": "blame -M isn't there in the tab: leave it out; files that were moved as a whole are followed.",
  "find-copies": "blame -C isn't there in the tab: leave it out; files that were moved as a whole are followed.",
  contents: "blame --contents isn't there in the tab: put the text into the file.",
  since: "blame --since isn't there in the tab: name a range, such as v1.0..HEAD.",
  "ignore-rev": "blame --ignore-rev isn't there in the tab: leave it out.",
  "ignore-revs-file": "blame --ignore-revs-file isn't there in the tab: leave it out.",
  incremental: "blame --incremental isn't there in the tab: use --porcelain.",
  reverse: "blame --reverse isn't there in the tab: use git log -S with the line.",
  "show-stats": "blame --show-stats isn't there in the tab: leave it out.",
  "score-debug": "blame --score-debug isn't there in the tab: leave it out.",
} as const;

/** Who wrote each line of a file. */
export const blame = inRepository((repository, args) => run(repository, args, false));

/** The same in another form. */
export const annotate = inRepository((repository, args) => run(repository, args, true));

async function run(repository: Repository, args: readonly string[], isOld: boolean): Promise<number> {
  const options = readOptions(args, spec);
  for (const [name, sentence] of Object.entries(absent)) if (options.has(name)) fatal(sentence);
  const { typed, revision } = await split(repository, options);
  const file = repositoryPath(repository, typed);
  const { text, head, committed, excluded } = await textOf(repository, file, revision);
  const lines = await blameLines(repository, file, text, {
    head,
    committed,
    excluded,
    firstParent: options.has("first-parent"),
    ignoresBlanks: options.has("w"),
    rootIsBoundary: !options.has("root") && (await config(repository, "blame.showroot")) !== "true",
  });
  const ranges = lineRanges(options.list("L"), linesOf(text), file);
  const shown = ranges.flatMap((range) => chosen(lines, range));
  if (options.has("porcelain") || options.has("line-porcelain"))
    await writePorcelain(repository, file, shown, options.has("line-porcelain"));
  else await writeBlame(repository, file, shown, options, isOld || options.has("c"));
  return 0;
}

const chosen = (lines: readonly BlamedLine[], [from, to]: LineRange): readonly NumberedLine[] =>
  lines.slice(from - 1, to).map((line, at) => ({ ...line, number: from + at }));

/** The file, with or without a commit before it or behind it. */
async function split(repository: Repository, { rest, paths }: Options) {
  const [first, second] = [...rest, ...(paths ?? [])];
  if (first === undefined) throw new GitFailure("usage: git blame [<options>] [<rev-opts>] [<rev>] [--] <file>", 129);
  if (second === undefined) return { typed: first, revision: undefined };
  const isRevision = isRange(first) || (await tryResolve(repository, first)) !== undefined;
  return isRevision ? { typed: second, revision: first } : { typed: first, revision: second };
}

async function textOf(repository: Repository, file: string, revision: string | undefined) {
  const { head, excluded } = await startOf(repository, revision);
  const known = head === undefined ? undefined : (await ofCommit(repository, head)).get(file);
  const committed = revision !== undefined;
  const isStaged = !committed && (await ofIndex(repository)).has(file);
  if (head === undefined || (!known && !isStaged))
    return fatal(committed ? `no such path ${file} in ${revision}` : `no such path '${file}' in HEAD`);
  const bytes = committed ? await contentOf(repository, known) : await present(repository, file);
  return { text: new TextDecoder("utf8", { ignoreBOM: true }).decode(bytes), head, committed, excluded };
}

/** Where to begin, and what lies beyond where to stop. */
async function startOf(
  repository: Repository,
  revision: string | undefined,
): Promise<{ readonly head: string | undefined; readonly excluded: ReadonlySet<string> }> {
  if (revision === undefined) return { head: await headOid(repository), excluded: new Set() };
  if (!isRange(revision)) return { head: await resolveCommit(repository, revision), excluded: new Set() };
  const none = { has: () => false, value: () => undefined, list: () => [], last: () => undefined };
  const { starts, excluded } = await select(repository, { ...none, rest: [revision], paths: [] });
  return { head: starts[0] ?? (await headOid(repository)), excluded };
}

const present = ({ dir, fs }: Repository, file: string): Promise<Uint8Array> =>
  fs.promises.readFile(`${dir}/${file}`).catch(() => fatal(`Cannot lstat '${file}': No such file or directory`));

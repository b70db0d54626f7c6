import { inRepository, paint, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions, type Options } from "../options";
import { isNamed, repositoryPath, shownPath } from "../repository";
import { tryResolve } from "../revision";
import { contentOf, ofCommit, ofIndex } from "../snapshot";

const spec = {
  flags: [
    "line-number",
    "ignore-case",
    "files-with-matches",
    "name-only",
    "files-without-match",
    "count",
    "word-regexp",
    "extended-regexp",
    "basic-regexp",
    "fixed-strings",
    "perl-regexp",
    "invert-match",
    "no-filename",
    "with-filename",
    "quiet",
    "cached",
    "text",
    "no-color",
    "color",
    "full-name",
  ],
  lists: ["e"],
  short: {
    n: "line-number",
    i: "ignore-case",
    l: "files-with-matches",
    L: "files-without-match",
    c: "count",
    w: "word-regexp",
    E: "extended-regexp",
    G: "basic-regexp",
    F: "fixed-strings",
    P: "perl-regexp",
    v: "invert-match",
    h: "no-filename",
    H: "with-filename",
    q: "quiet",
    a: "text",
    e: "e",
  },
} as const;

const letters = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

function sourceOf(pattern: string, options: Options): string {
  if (options.has("fixed-strings")) return letters(pattern);
  if (options.has("extended-regexp") || options.has("perl-regexp")) return pattern;
  return pattern.replaceAll(
    /\\([|+?(){}])|([|+?(){}])/gu,
    (_, basic?: string, plain?: string) => basic ?? `\\${plain}`,
  );
}

function matcher(patterns: readonly string[], options: Options): RegExp {
  const sources = patterns.map((one) => sourceOf(one, options));
  const joined = sources.length === 1 ? (sources[0] ?? "") : sources.map((one) => `(?:${one})`).join("|");
  try {
    return new RegExp(
      options.has("word-regexp") ? `\\b(?:${joined})\\b` : joined,
      options.has("ignore-case") ? "iu" : "u",
    );
  } catch {
    return fatal(`command line, '${patterns.join(" ")}': Invalid regular expression`);
  }
}

/** Looks for a pattern in what git knows. */
export const grep = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const given = options.list("e");
  const [first, ...others] = options.rest;
  const patterns = given.length > 0 ? given : [first ?? fatal("no pattern given")];
  const rest = given.length > 0 ? options.rest : others;
  const pattern = matcher(patterns, options);
  let found = false;
  for await (const { name, text } of texts(repository, rest, options)) {
    const isBinary = text.slice(0, 8000).includes("\0");
    const lines = text.replace(/\n$/u, "").split("\n");
    const hits = lines
      .map((line, at) => [line, at + 1] as const)
      .filter(([line]) => pattern.test(line) !== options.has("invert-match"));
    const counts = options.has("files-without-match") ? hits.length === 0 : hits.length > 0;
    found = found || counts;
    if (counts && !options.has("quiet")) write(repository, options, name, isBinary ? "binary" : hits);
  }
  return found ? 0 : 1;
});

/** Where it is looked: a commit before the paths, else what is tracked. */
async function placesOf(repository: Repository, rest: readonly string[], options: Options) {
  const [first] = rest;
  const oid = first === undefined ? undefined : await tryResolve(repository, first);
  const typed = [...(oid === undefined ? rest : rest.slice(1)), ...(options.paths ?? [])];
  const paths = (typed.length > 0 ? typed : ["."]).map((one) => repositoryPath(repository, one));
  const all = oid === undefined ? await ofIndex(repository) : await ofCommit(repository, oid);
  return { revision: oid === undefined ? undefined : first, paths, all };
}

async function* texts(repository: Repository, rest: readonly string[], options: Options) {
  const { revision, paths, all } = await placesOf(repository, rest, options);
  const stored = revision !== undefined || options.has("cached");
  for (const [path, state] of all) {
    if (!isNamed(path, paths)) continue;
    const shown = options.has("full-name") ? path : shownPath(repository, path);
    const bytes = stored ? await contentOf(repository, state) : await inTree(repository, path);
    const name = revision === undefined ? shown : `${revision}:${shown}`;
    if (bytes) yield { name, text: new TextDecoder().decode(bytes) };
  }
}

const inTree = (repository: Repository, path: string): Promise<Uint8Array | undefined> =>
  repository.fs.promises.readFile(`${repository.dir}/${path}`).catch(() => undefined);

type Hits = readonly (readonly [line: string, number: number])[];

function write(repository: Repository, options: Options, name: string, hits: Hits | "binary"): void {
  const listed = ["files-with-matches", "name-only", "files-without-match"].some((one) => options.has(one));
  const head = options.has("no-filename") ? "" : `${name}${paint(repository, "cyan", ":")}`;
  if (listed) repository.out(`${name}\n`);
  else if (hits === "binary") repository.out(`Binary file ${name} matches\n`);
  else if (options.has("count")) repository.out(`${head}${hits.length}\n`);
  else
    for (const [line, number] of hits)
      repository.out(
        `${head}${options.has("line-number") ? `${number}${paint(repository, "cyan", ":")}` : ""}${line}\n`,
      );
}

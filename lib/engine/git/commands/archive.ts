import { posix as path } from "node:path";
import { gzipSync } from "node:zlib";
import git from "isomorphic-git";
import { archiveEntries, type ArchiveContent } from "../archive-entries";
import { inRepository, type Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { isNamed } from "../pathspec";
import { readCommit, resolveObject, tryResolve } from "../revision";
import { objectAt } from "../revision-path";
import { tarOf } from "../tar-archive";
import { zipOf } from "../zip-archive";

const formats = ["tar", "tgz", "tar.gz", "zip"] as const;

type Format = (typeof formats)[number];

/** The files of a commit as one file. */
export const archive = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["list", "verbose", "worktree-attributes"],
    values: ["format", "prefix", "output", "remote", "exec", "level"],
    lists: ["add-file", "add-virtual-file"],
    short: { l: "list", v: "verbose", o: "output" },
    number: "level",
  });
  if (options.has("list")) {
    for (const format of formats) repository.out(`${format}\n`);
    return 0;
  }
  for (const name of ["remote", "add-file", "add-virtual-file"])
    if (options.has(name))
      fatal(`archive --${name} isn't there in the tab: put the files into the archive with tar or zip.`);
  const [name, ...typed] = options.rest;
  if (name === undefined) throw new GitFailure("usage: git archive [<options>] <tree-ish> [<path>...]", 129);
  const output = options.value("output");
  const format = formatOf(options, output);
  const content = await contentOf(
    repository,
    name,
    [...typed, ...(options.paths ?? [])],
    options.value("prefix") ?? "",
  );
  if (options.has("verbose")) for (const entry of content.entries) repository.err(`${entry.path}\n`);
  const bytes = packed(format, content, options.has("level") ? Number(options.value("level")) : -1);
  if (output === undefined) repository.outBytes(bytes);
  else
    await repository.fs.promises
      .writeFile(path.resolve(repository.cwd, output), bytes)
      .catch(() => fatal(`could not create archive file '${output}': No such file or directory`));
  return 0;
});

/** By name, or by the end of the file's. */
function formatOf(options: Options, output: string | undefined): Format {
  const asked = options.value("format");
  if (asked !== undefined) return formats.find((one) => one === asked) ?? fatal(`Unknown archive format '${asked}'`);
  return formats.find((one) => output?.endsWith(`.${one}`) === true) ?? "tar";
}

/** Gzip's own mark for a file of Unix. */
const unix = 3;

function packed(format: Format, content: ArchiveContent, level: number): Uint8Array {
  if (format === "zip") return zipOf(content, level);
  const tar = tarOf(content);
  if (format === "tar") return tar;
  const bytes = gzipSync(tar, { level });
  bytes[9] = unix;
  return bytes;
}

async function contentOf(
  repository: Repository,
  name: string,
  paths: readonly string[],
  prefix: string,
): Promise<ArchiveContent> {
  const { object, commit } = await namedTree(repository, name);
  const facts = commit === undefined ? undefined : await readCommit(repository, commit);
  const place = repository.cwd.slice(repository.dir.length + 1);
  const entries = await archiveEntries(repository, facts?.tree ?? object, { paths, prefix, place });
  const bare = (typed: string) => typed.replace(/\/$/u, "");
  for (const one of paths)
    if (!entries.some((entry) => isNamed(bare(entry.path.slice(prefix.length)), [bare(one)])))
      fatal(`pathspec '${one}' did not match any files`);
  return { entries, commit, time: facts?.committer.timestamp ?? Math.floor(Date.now() / 1000) };
}

/** What a name stands for, and the commit if it is one. */
async function namedTree(
  repository: Repository,
  name: string,
): Promise<{ readonly object: string; readonly commit: string | undefined }> {
  const unknown = () => fatal(`not a valid object name: ${name}`);
  const isPath = name.includes(":");
  const object =
    (isPath ? (await objectAt(repository, name))?.oid : await resolveObject(repository, name)) ?? unknown();
  const isTree = (await git.readObject({ ...repository, oid: object })).type === "tree";
  return { object, commit: isTree ? undefined : ((await tryResolve(repository, name)) ?? unknown()) };
}

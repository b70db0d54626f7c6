import git from "isomorphic-git";
import { posix as path } from "node:path";
import { cleaned } from "../commit-message";
import { inRepository, type Repository } from "../context";
import { editFile } from "../editor";
import { fatal, GitFailure } from "../failure";
import { globToRegExp } from "../glob";
import { readInput } from "../input";
import { readOptions, type Options } from "../options";
import { refText } from "../ref-fields";
import { allRefs, choosesRefs, chosenRefs, refListSpec, withJoined } from "../ref-list";
import { config, personOf } from "../repository";
import { resolveObject, short } from "../revision";
import { personText } from "../write-commit";

const spec = {
  ...refListSpec,
  flags: ["annotate", "delete", "list", "force", "ignore-case"],
  optionals: [...refListSpec.optionals, "n"],
  lists: [...refListSpec.lists, "message"],
  values: [...refListSpec.values, "file", "cleanup"],
  short: { a: "annotate", d: "delete", l: "list", f: "force", m: "message", F: "file", n: "n", i: "ignore-case" },
} as const;

export const tag = inRepository(async (repository, args) => {
  const options = readOptions(withJoined(args), spec);
  const [name, object, more] = options.rest;
  if (options.has("delete")) return remove(repository, options.rest);
  const lists = options.has("list") || options.has("n") || choosesRefs(options);
  if (name === undefined || lists) return list(repository, options);
  if (more !== undefined) return fatal("too many arguments");
  return create(repository, { name, object: object ?? "HEAD" }, options);
});

async function list(repository: Repository, options: Options): Promise<number> {
  const wanted = options.rest.map((one) => globToRegExp(one, true));
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((pattern) => pattern.test(name));
  const tags = (await allRefs(repository)).filter(
    ({ full }) => full.startsWith("refs/tags/") && isWanted(full.slice("refs/tags/".length)),
  );
  const lines = options.has("n") ? Number(options.value("n") || 1) : 0;
  const format = options.value("format") ?? "%(refname:strip=2)";
  for (const ref of await chosenRefs(repository, tags, options, await config(repository, "tag.sort"))) {
    const text = await refText(repository, format, ref);
    repository.out(lines > 0 ? `${text.padEnd(15)} ${await message(repository, ref.oid, lines)}` : `${text}\n`);
  }
  return 0;
}

/** The first lines of what a tag says, or of the commit it names. */
async function message(repository: Repository, oid: string, count: number): Promise<string> {
  const text = (await refText(repository, "%(contents)", { full: "", oid })).trimEnd();
  return `${text.split("\n").slice(0, count).join("\n    ")}\n`;
}

async function remove(repository: Repository, names: readonly string[]): Promise<number> {
  const tags = await git.listTags({ ...repository });
  let code = 0;
  for (const name of names) {
    if (!tags.includes(name)) {
      repository.err(`error: tag '${name}' not found.\n`);
      code = 1;
      continue;
    }
    const was = await git.resolveRef({ ...repository, ref: `refs/tags/${name}` });
    await git.deleteTag({ ...repository, ref: name });
    repository.out(`Deleted tag '${name}' (was ${short(was)})\n`);
  }
  return code;
}

interface Making {
  readonly name: string;
  readonly object: string;
}

async function create(repository: Repository, { name, object }: Making, options: Options): Promise<number> {
  if (!/^(?![-./])(?!.*(?:\.\.|@\{|\/\/|[\s~^:?*[\\]))[^\s]+(?<![./]|\.lock)$/u.test(name))
    return fatal(`'${name}' is not a valid tag name.`);
  const was = await git.resolveRef({ ...repository, ref: `refs/tags/${name}` }).catch(() => undefined);
  if (was !== undefined && !options.has("force")) return fatal(`tag '${name}' already exists`);
  const oid = (await resolveObject(repository, object)) ?? fatal(`Failed to resolve '${object}' as a valid ref.`);
  const isAnnotated = ["annotate", "message", "file"].some((one) => options.has(one));
  const value = isAnnotated ? await annotated(repository, { name, oid }, options) : oid;
  await git.writeRef({ ...repository, ref: `refs/tags/${name}`, value, force: true });
  if (was !== undefined && was !== value) repository.out(`Updated tag '${name}' (was ${short(was)})\n`);
  return 0;
}

async function annotated(
  repository: Repository,
  { name, oid }: { readonly name: string; readonly oid: string },
  options: Options,
): Promise<string> {
  const { type } = await git.readObject({ ...repository, oid, format: "content" });
  const tagger = personText(await personOf(repository, "COMMITTER"));
  const text = cleaned(
    await wordsFor(repository, name, options),
    options.value("cleanup") === "verbatim" ? "verbatim" : "strip",
  );
  const object = new TextEncoder().encode(`object ${oid}\ntype ${type}\ntag ${name}\ntagger ${tagger}\n\n${text}`);
  return git.writeObject({ ...repository, type: "tag", format: "content", object });
}

async function wordsFor(repository: Repository, name: string, options: Options): Promise<string> {
  const lines = options.list("message");
  const file = options.value("file");
  if (lines.length > 0) return lines.join("\n\n");
  const { promises: fs } = repository.fs;
  if (file === "-") return readInput(repository);
  if (file !== undefined)
    return fs
      .readFile(path.resolve(repository.cwd, file), "utf8")
      .catch(() => fatal(`could not open or read '${file}': No such file or directory`));
  const draft = path.join(repository.gitdir, "TAG_EDITMSG");
  await fs.writeFile(
    draft,
    `\n#\n# Write a message for tag:\n#   ${name}\n# Lines starting with '#' will be ignored.\n`,
  );
  const otherwise = "Please supply the message using either -m or -F option.";
  const written = await editFile(repository, draft, { otherwise });
  if (cleaned(written, "strip") === "") throw new GitFailure("fatal: no tag message?", 128);
  return written;
}

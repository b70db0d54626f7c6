import type { ReadCommitResult } from "isomorphic-git";
import { filterSpec } from "../commit-filter";
import { commitForm } from "../commit-text";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readInput } from "../input";
import { shownCommits } from "../log-walk";
import { readRevisionOptions, type Options } from "../options";
import { subjectOf } from "../placeholder-fields";
import { formatted } from "../placeholders";
import { headOid } from "../repository";
import { excluding, select, selectionSpec } from "../selection";
import { bareSubject, shortlogText, type ShortlogForm } from "../shortlog-text";
import { trailersOf } from "../trailers";

const spec = {
  flags: [...selectionSpec.flags, ...filterSpec.flags, "summary", "numbered", "email", "committer"],
  optionals: [...selectionSpec.optionals, "wrap"],
  values: [...filterSpec.values, "format", "date", "max-count", "skip"],
  lists: [...selectionSpec.lists, "author", "grep", "group"],
  short: {
    s: "summary",
    n: "numbered",
    e: "email",
    c: "committer",
    w: "wrap",
    i: "regexp-ignore-case",
    E: "extended-regexp",
    F: "fixed-strings",
    P: "perl-regexp",
  },
  number: "max-count",
} as const;

function wrapOf(options: Options): ShortlogForm["wrap"] {
  if (!options.has("wrap")) return undefined;
  const [width = "", first = "", rest = ""] = (options.value("wrap") ?? "").split(",");
  const number = (text: string, usual: number) => (text === "" ? usual : Number(text));
  return { width: number(width, 76), first: number(first, 6), rest: number(rest, 9) };
}

type Group = (result: ReadCommitResult) => readonly string[];

function groupsOf(options: Options): readonly Group[] {
  const withMail = options.has("email");
  const named = ({ name, email }: { readonly name: string; readonly email: string }) => [
    withMail ? `${name} <${email}>` : name,
  ];
  const groups = options.list("group").map((text): Group => {
    if (text === "author") return ({ commit }) => named(commit.author);
    if (text === "committer") return ({ commit }) => named(commit.committer);
    const key = /^trailer:(.*)$/u.exec(text)?.[1]?.toLowerCase();
    if (key === undefined) return fatal(`unknown group type: ${text}`);
    return ({ commit }) =>
      trailersOf(commit.message)
        .filter((one) => one.key?.toLowerCase() === key)
        .map(({ value }) => (withMail ? value : value.replace(/ *<[^>]*>$/u, "")));
  });
  if (options.has("committer")) groups.push(({ commit }) => named(commit.committer));
  return groups.length > 0 ? groups : [({ commit }) => named(commit.author)];
}

/** Who has committed what. */
export const shortlog = inRepository(async (repository, args) => {
  const options = readRevisionOptions(excluding(args), spec);
  const form = { summary: options.has("summary"), numbered: options.has("numbered"), wrap: wrapOf(options) };
  const names = [...options.rest, ...(options.paths ?? [])];
  const isFed = names.length === 0 && !["all", "branches", "tags", "remotes", "glob"].some((name) => options.has(name));
  if (isFed && repository.isTerminal !== true) {
    repository.out(shortlogText(readLog(await readInput(repository), options), form));
    return 0;
  }
  if (isFed && (await headOid(repository)) === undefined) return 0;
  repository.out(shortlogText(await readCommits(repository, options), form));
  return 0;
});

async function readCommits(repository: Repository, options: Options): Promise<ReadonlyMap<string, readonly string[]>> {
  const { commits } = await shownCommits(repository, options, await select(repository, options));
  const groups = groupsOf(options);
  const own = options.value("format");
  const { format, date, name } = commitForm(repository, options);
  const people = new Map<string, string[]>();
  for (const result of commits) {
    const shown =
      own === undefined || name !== "own"
        ? bareSubject(subjectOf(result.commit.message))
        : formatted(format, result, { names: [], date, color: false });
    for (const who of new Set(groups.flatMap((group) => group(result))))
      people.set(who, [shown, ...(people.get(who) ?? [])]);
  }
  return people;
}

/** What `git log` has written, with the first line of each message. */
function readLog(text: string, options: Options): ReadonlyMap<string, readonly string[]> {
  const people = new Map<string, string[]>();
  let who: string | undefined;
  for (const line of text.split("\n")) {
    const [, role, name = ""] = /^(Author|Commit|author|committer):? +(.*)$/u.exec(line) ?? [];
    const isWanted = role !== undefined && role.toLowerCase().startsWith("commit") === options.has("committer");
    if (isWanted) who = options.has("email") ? name : name.replace(/ *<.*$/u, "");
    else if (who !== undefined && line.startsWith("    ") && line.trim() !== "") {
      people.set(who, [bareSubject(line.trim()), ...(people.get(who) ?? [])]);
      who = undefined;
    }
  }
  return people;
}

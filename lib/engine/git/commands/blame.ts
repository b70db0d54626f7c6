import { blame as blameLines, type BlamedLine } from "../blame";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { readOptions } from "../options";
import { headOid, personOf, repositoryPath } from "../repository";
import { readCommit, resolveCommit, tryResolve } from "../revision";
import { contentOf, ofCommit } from "../snapshot";

export const blame = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    values: ["L"],
    flags: ["s", "e", "w", "l"],
    short: { L: "L", s: "s", e: "e", w: "w", l: "l" },
  });
  if (options.has("w")) return fatal("blame -w isn't there in the tab: leave it out.");
  const { typed, revision } = await split(repository, [...options.rest, ...(options.paths ?? [])]);
  const file = repositoryPath(repository, typed);
  const head = revision === undefined ? await headOid(repository) : await resolveCommit(repository, revision);
  const known = head === undefined ? undefined : (await ofCommit(repository, head)).get(file);
  if (head === undefined || !known) return fatal(`no such path '${file}' in ${revision ?? "HEAD"}`);
  const committed = revision !== undefined;
  const text = committed
    ? new TextDecoder().decode(await contentOf(repository, known))
    : await repository.fs.promises.readFile(`${repository.dir}/${file}`, "utf8");
  const lines = await blameLines(repository, file, text, { head, committed });
  return write(repository, lines, {
    range: rangeOf(options.value("L"), lines.length),
    bare: options.has("s"),
    mail: options.has("e"),
    length: options.has("l") ? 40 : 8,
  });
});

/** The file, with or without a commit before it or behind it. */
async function split(repository: Repository, [first, second]: readonly string[]) {
  if (first === undefined) return fatal("usage: git blame [<options>] [<rev>] [--] <file>");
  if (second === undefined) return { typed: first, revision: undefined };
  const isRevision = (await tryResolve(repository, first)) !== undefined;
  return isRevision ? { typed: second, revision: first } : { typed: first, revision: second };
}

/** `2,5`, `2,+3` or `2,`; numbers from 1. */
function rangeOf(given: string | undefined, count: number): readonly [number, number] {
  if (given === undefined) return [1, count];
  const [from = "1", to = ""] = given.split(",");
  const start = Number(from || "1");
  if (Number.isNaN(start) || start > count) return fatal(`file has only ${count} line${count === 1 ? "" : "s"}`);
  if (to.startsWith("+")) return [start, Math.min(count, start + Number(to.slice(1)) - 1)];
  return [start, to === "" ? count : Math.min(count, Number(to))];
}

interface Form {
  readonly range: readonly [number, number];
  readonly bare: boolean;
  readonly mail: boolean;
  /** Of the commits' names. */
  readonly length: number;
}

async function write(
  repository: Repository,
  lines: readonly BlamedLine[],
  { range: [from, to], bare, mail, length }: Form,
) {
  const shown = lines.slice(from - 1, to);
  const rows = await Promise.all(shown.map((line) => describe(repository, line, mail, length)));
  const width = Math.max(0, ...rows.map(({ who }) => who.length));
  const digits = String(to).length;
  for (const [at, { name, who, when }] of rows.entries()) {
    const number = String(from + at).padStart(digits);
    const middle = bare ? number : `(${who.padEnd(width)} ${when} ${number}`;
    repository.out(`${name} ${middle}) ${(shown[at]?.text ?? "").replace(/\n$/u, "")}\n`);
  }
}

async function describe(repository: Repository, { oid, boundary }: BlamedLine, mail: boolean, length: number) {
  if (oid === undefined) {
    const now = await personOf(repository, "COMMITTER");
    const stamp = Math.floor(Date.now() / 1000);
    const who = mail ? "<not.committed.yet>" : "Not Committed Yet";
    return { name: "0".repeat(length), who, when: isoDate(stamp, now.timezoneOffset) };
  }
  const { author } = await readCommit(repository, oid);
  const name = boundary ? `^${oid.slice(0, length - 1)}` : oid.slice(0, length);
  return {
    name,
    who: mail ? `<${author.email}>` : author.name,
    when: isoDate(author.timestamp, author.timezoneOffset),
  };
}

function isoDate(timestamp: number, timezoneOffset: number): string {
  const local = new Date((timestamp - timezoneOffset * 60) * 1000).toISOString();
  const minutes = Math.abs(timezoneOffset);
  const two = (number: number) => String(number).padStart(2, "0");
  const zone = `${timezoneOffset > 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${zone}`;
}

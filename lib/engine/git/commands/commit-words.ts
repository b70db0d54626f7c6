import { posix as path } from "node:path";
import type { CommitObject } from "isomorphic-git";
import { cleaned, writeMessage } from "../commit-message";
import { dateText } from "../commit-text";
import type { Repository } from "../context";
import { fatal, GitFailure } from "../failure";
import { readInput } from "../input";
import { mergeMessage } from "../merge-state";
import type { Options } from "../options";
import { personOf, readDate, type Person } from "../repository";
import { firstLine, readCommit, resolveCommit } from "../revision";
import { signedOff } from "../trailers";
import { draftStatus } from "./status-long";

export async function reusedCommit(repository: Repository, options: Options): Promise<CommitObject | undefined> {
  const name = options.value("reuse-message") ?? options.value("reedit-message");
  return name === undefined ? undefined : readCommit(repository, await resolveCommit(repository, name));
}

/** Who is given, else who wrote the commit that this one stands for; undefined: whoever commits. */
export async function authorOf(
  repository: Repository,
  options: Options,
  kept: Person | undefined,
): Promise<Person | undefined> {
  const given = options.value("author");
  const date = options.value("date");
  const base = options.has("reset-author") ? undefined : kept;
  if (given === undefined && date === undefined) return base;
  const person = base ?? (await personOf(repository, "AUTHOR"));
  return { ...person, ...(given !== undefined && nameOf(given)), ...(date !== undefined && readDate(date)) };
}

function nameOf(given: string): Pick<Person, "name" | "email"> {
  const [, name, email] = /^(.*?)\s*<(.*)>$/u.exec(given) ?? [];
  if (name === undefined || email === undefined)
    return fatal(`--author '${given}' is not 'Name <email>' and matches no existing author`);
  return { name, email };
}

interface About {
  readonly amended: string | undefined;
  readonly author: Person | undefined;
}

/** The message that was given, or one that a person writes now. */
export async function messageFor(repository: Repository, options: Options, about: About): Promise<string> {
  const given = await givenMessage(repository, options);
  const prepared = given ?? about.amended ?? (await mergeMessage(repository)) ?? "";
  const signs = options.has("signoff") && prepared !== "";
  const signed = signs ? signedOff(prepared, await personOf(repository, "COMMITTER")) : prepared;
  const isWritten = given !== undefined && !options.has("edit") && !options.has("reedit-message");
  if (isWritten || options.has("no-edit")) return asGiven(options, signed);
  const draft = { message: signed, status: await draftStatus(repository), about: await aboutText(repository, about) };
  return writeMessage(repository, draft);
}

function asGiven(options: Options, text: string): string {
  const way = options.value("cleanup") ?? "default";
  const message = cleaned(text, way === "verbatim" || way === "strip" ? way : "whitespace");
  if (message !== "" || options.has("allow-empty-message")) return message;
  throw new GitFailure("Aborting commit due to empty commit message.", 1);
}

async function givenMessage(repository: Repository, options: Options): Promise<string | undefined> {
  const lines = options.list("message");
  for (const kind of ["fixup", "squash"] as const) {
    const name = options.value(kind);
    if (name === undefined) continue;
    const { message } = await readCommit(repository, await resolveCommit(repository, name));
    return [`${kind}! ${firstLine(message)}`, ...lines].join("\n\n");
  }
  if (lines.length > 0) return lines.join("\n\n");
  const file = options.value("file");
  if (file === "-") return readInput(repository);
  if (file !== undefined) return readGiven(repository, file);
  return (await reusedCommit(repository, options))?.message;
}

const readGiven = (repository: Repository, file: string): Promise<string> =>
  repository.fs.promises
    .readFile(path.resolve(repository.cwd, file), "utf8")
    .catch(() => fatal(`could not read log file '${file}': No such file or directory`));

async function aboutText(repository: Repository, { author }: About): Promise<string> {
  if (!author) return "";
  const committer = await personOf(repository, "COMMITTER");
  const who = author.name === committer.name && author.email === committer.email;
  const whose = who ? "" : `Author:    ${author.name} <${author.email}>\n`;
  return `${whose}Date:      ${dateText(author.timestamp, author.timezoneOffset)}\n`;
}

import git from "isomorphic-git";
import type { Repository } from "./context";
import { personOf, type Person } from "./repository";

interface RawCommit {
  readonly tree: string;
  readonly parent: readonly string[];
  /** To the letter: isomorphic-git's own way to write a commit adds a new line at the end. */
  readonly message: string;
  /** Else whoever writes it. */
  readonly author?: Person;
  readonly committer?: Person;
}

const two = (number: number): string => String(number).padStart(2, "0");

/** How a person stands in a commit or in a log of references. */
export function personText({ name, email, timestamp, timezoneOffset }: Person): string {
  const minutes = Math.abs(timezoneOffset);
  const zone = `${timezoneOffset > 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
  return `${name} <${email}> ${timestamp} ${zone}`;
}

export async function writeRawCommit(
  repository: Repository,
  { tree, parent, message, author, committer }: RawCommit,
): Promise<string> {
  const lines = [
    `tree ${tree}`,
    ...parent.map((oid) => `parent ${oid}`),
    `author ${personText(author ?? (await personOf(repository, "AUTHOR")))}`,
    `committer ${personText(committer ?? (await personOf(repository, "COMMITTER")))}`,
  ];
  const object = new TextEncoder().encode(`${lines.join("\n")}\n\n${message}`);
  return git.writeObject({ ...repository, type: "commit", format: "content", object });
}

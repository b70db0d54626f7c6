import type { Repository } from "./context";
import { editFile } from "./editor";
import { GitFailure } from "./failure";

/** `verbatim`, `whitespace` (ends and doubled empty lines), or `strip`, which takes away comments as well. */
export type Cleanup = "verbatim" | "whitespace" | "strip";

export function cleaned(message: string, cleanup: Cleanup): string {
  if (cleanup === "verbatim") return message === "" || message.endsWith("\n") ? message : `${message}\n`;
  const lines = cleanup === "strip" ? message.split("\n").filter((line) => !line.startsWith("#")) : message.split("\n");
  const text = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .replace(/^\n+/u, "")
    .trimEnd();
  return text === "" ? "" : `${text}\n`;
}

const invitation =
  "# Please enter the commit message for your changes. Lines starting\n" +
  "# with '#' will be ignored, and an empty message aborts the commit.\n#\n";

export const commented = (text: string): string =>
  text
    .replace(/\n+$/u, "\n")
    .split("\n")
    .slice(0, -1)
    .map((line) => `${line === "" || line.startsWith("\t") ? "#" : "# "}${line}\n`)
    .join("");

interface Draft {
  readonly message: string;
  /** What the commit will hold, as `git status` says it. */
  readonly status: string;
  /** Whose it is and of when, where that isn't told by who commits it. */
  readonly about: string;
}

/** Lets a person write the message of a commit. */
export async function writeMessage(repository: Repository, { message, status, about }: Draft): Promise<string> {
  const file = `${repository.gitdir}/COMMIT_EDITMSG`;
  const asked = `${message}\n${invitation}${about === "" ? "" : `${commented(about)}#\n`}${commented(status)}#\n`;
  await repository.fs.promises.writeFile(file, asked);
  const otherwise = "Please supply the message using either -m or -F option.";
  const written = cleaned(
    await editFile(repository, file, { otherwise, ...(message.trim() !== "" && { prepared: message }) }),
    "strip",
  );
  if (written === "") throw new GitFailure("Aborting commit due to empty commit message.", 1);
  return written;
}

import type { Repository } from "./context";
import { rebaseFolder } from "./rebase-state";

const ordinal = (number: number): string => (number === 1 ? "1st commit message" : `commit message #${number}`);
const fileOf = (repository: Repository): string => `${rebaseFolder(repository)}/message-squash`;

/** The messages of commits that are melded, one after the other, as a person gets to edit them. */
export async function meldMessages(
  repository: Repository,
  { first, next, keep }: { readonly first: string; readonly next: string; readonly keep: boolean },
): Promise<string> {
  const { promises: fs } = repository.fs;
  const before = await fs.readFile(fileOf(repository), "utf8").catch(() => undefined);
  const count = Number(/^# This is a combination of (\d+) commits/u.exec(before ?? "")?.[1] ?? 1) + 1;
  const body =
    before === undefined
      ? `# This is the ${ordinal(1)}:\n\n${first.trimEnd()}\n`
      : before.slice(before.indexOf("\n") + 1).replace(/\n*$/u, "\n");
  const added = keep ? next.trimEnd() : next.trimEnd().replace(/^/gmu, "# ");
  const title = keep ? `# This is the ${ordinal(count)}:` : `# The ${ordinal(count)} will be skipped:`;
  const text = `# This is a combination of ${count} commits.\n${body}\n${title}\n\n${added}\n`;
  await fs.writeFile(fileOf(repository), text);
  return text;
}

export const forgetMessages = (repository: Repository): Promise<void> =>
  repository.fs.promises.rm(fileOf(repository), { force: true });

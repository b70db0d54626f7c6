import { inRepository } from "../context";
import { readOptions } from "../options";
import { firstLine } from "../revision";
import { select, selectionSpec } from "../selection";
import { walkHistory } from "../walk-history";

/** Who has committed what. */
export const shortlog = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: [...selectionSpec.flags, "summary", "numbered", "email", "no-merges", "committer"],
    short: { s: "summary", n: "numbered", e: "email", c: "committer" },
  });
  const { starts, excluded } = await select(repository, options);
  const people = new Map<string, string[]>();
  for await (const { commit } of walkHistory(repository, { starts, excluded, follows: (one) => one.commit.parent })) {
    if (options.has("no-merges") && commit.parent.length > 1) continue;
    const { name, email } = options.has("committer") ? commit.committer : commit.author;
    const who = options.has("email") ? `${name} <${email}>` : name;
    people.set(who, [...(people.get(who) ?? []), firstLine(commit.message)]);
  }
  const byName = [...people].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const ordered = options.has("numbered") ? byName.toSorted(([, a], [, b]) => b.length - a.length) : byName;
  for (const [who, subjects] of ordered)
    if (options.has("summary")) repository.out(`${String(subjects.length).padStart(6)}\t${who}\n`);
    else
      repository.out(
        `${who} (${subjects.length}):\n${subjects
          .toReversed()
          .map((one) => `      ${one}\n`)
          .join("")}\n`,
      );
});

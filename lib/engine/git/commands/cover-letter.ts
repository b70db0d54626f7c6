import { changesBetween } from "../changes";
import type { Repository } from "../context";
import { dateForm } from "../dates";
import { fromLine, subjectLine, typeLines } from "../mail-header";
import { subjectOf } from "../placeholder-fields";
import { personOf } from "../repository";
import { bareSubject, shortlogText } from "../shortlog-text";
import { ofCommit } from "../snapshot";
import { writeSummary } from "../summary";
import { isForeign, prefixOf, type Series } from "./patch-series";

const mailWidth = 72;

/** The mail that goes before the others, for somebody to fill in. */
export async function coverLetter(repository: Repository, series: Series): Promise<string> {
  const { commits, form, origin } = series;
  const writer = await personOf(repository, "COMMITTER");
  const head = commits.at(-1)?.oid;
  const people = new Map<string, string[]>();
  for (const { commit } of commits)
    people.set(commit.author.name, [...(people.get(commit.author.name) ?? []), bareSubject(subjectOf(commit.message))]);
  let text =
    `From ${head} Mon Sep 17 00:00:00 2001\n${form.replies}` +
    fromLine(writer) +
    `Date: ${dateForm("rfc")?.(writer) ?? ""}\n` +
    subjectLine(prefixOf(form, 0), "*** SUBJECT HERE ***") +
    (isForeign(series) ? typeLines : "") +
    `${form.headers}\n*** BLURB HERE ***\n\n` +
    shortlogText(people, { wrap: { width: mailWidth, first: 2, rest: 4 } });
  if (origin !== undefined && head !== undefined) {
    const out = (piece: string) => void (text += piece);
    const [before, after] = [await ofCommit(repository, origin), await ofCommit(repository, head)];
    await writeSummary({ ...repository, out }, before, after, "table", mailWidth);
    if (changesBetween(before, after).length > 0) text += "\n";
  }
  return text + form.signature;
}

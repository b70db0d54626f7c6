import type { ReadCommitResult } from "isomorphic-git";
import { dateForm } from "./dates";
import { fromLine, isAscii, subjectLine, typeLines } from "./mail-header";
import { bodyOf, subjectOf } from "./placeholder-fields";
import type { Person } from "./repository";

export interface MailForm {
  /** What stands before the subject: `[PATCH 1/2] `. */
  readonly prefix: string;
  /** Who sends it, where that isn't the author. */
  readonly sender?: Pick<Person, "name" | "email"> | undefined;
  /** Lines behind the subject. */
  readonly headers?: string;
  /** Lines that say what it answers, before all others. */
  readonly replies?: string;
  /** In place of the commit's name. */
  readonly oid?: string;
  /** The subject keeps its lines. */
  readonly keepsLines?: boolean;
  /** What is said of it. */
  readonly notes?: string | undefined;
  /** Lines of the message that begin with `From ` are marked. */
  readonly quotesFrom?: boolean;
}

const sameAs = (a: Pick<Person, "name" | "email">, b: Pick<Person, "name" | "email">): boolean =>
  a.name === b.name && a.email === b.email;

function titleOf(message: string, { keepsLines = false }: MailForm): string {
  if (!keepsLines) return subjectOf(message);
  return (message.replace(/^\n+/u, "").split(/\n\s*\n/u, 1)[0] ?? "").trimEnd();
}

function bodyText(message: string, { quotesFrom = false }: MailForm): string {
  const body = bodyOf(message).trimEnd();
  return quotesFrom ? body.replaceAll(/^(?=>*From )/gmu, ">") : body;
}

/** A commit as a mail, without what it changed. */
export function mailText(result: ReadCommitResult, form: MailForm): string {
  const { author, message } = result.commit;
  const { sender = author, notes = "" } = form;
  const inBody = sameAs(sender, author) ? "" : `From: ${author.name} <${author.email}>\n`;
  const shown = bodyText(message, form);
  return (
    headersOf(result, form, !isAscii(message) || !isAscii(inBody)) +
    (inBody === "" ? "" : `\n${inBody}`) +
    (shown === "" ? "\n" : `\n${shown}\n`) +
    (notes === "" ? "" : `---\n${notes}`)
  );
}

function headersOf({ oid, commit }: ReadCommitResult, form: MailForm, isTyped: boolean): string {
  const { author, message } = commit;
  const { prefix, sender = author, headers = "", replies = "" } = form;
  return (
    `From ${form.oid ?? oid} Mon Sep 17 00:00:00 2001\n${replies}` +
    fromLine(sender) +
    `Date: ${dateForm("rfc")?.(author) ?? ""}\n` +
    subjectLine(prefix, titleOf(message, form)) +
    (isTyped ? typeLines : "") +
    headers
  );
}

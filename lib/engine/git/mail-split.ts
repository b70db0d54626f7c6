/** Mails are read as bytes, a sign for each, since what they hold may be in any encoding. */

/** `From somebody Mon Sep 17 00:00:00 2001`: where a mail begins in a mailbox. */
function isFromLine(line: string): boolean {
  if (line.length < 19 || !line.startsWith("From ")) return false;
  const colon = line.lastIndexOf(":");
  if (colon < 9) return false;
  const isDigit = (at: number) => /^\d$/u.test(line.charAt(colon + at));
  return [-4, -2, -1, 1, 2].every(isDigit) && Number.parseInt(line.slice(colon + 3), 10) > 90;
}

/** The mails of a mailbox; what begins with none of its lines is one mail. */
export function splitMails(text: string, keepsReturns = false): readonly string[] {
  const plain = keepsReturns ? text : text.replaceAll("\r\n", "\n");
  const lines = plain.replace(/^\s+/u, "").match(/[^\n]*\n|[^\n]+$/gu) ?? [];
  const mails: string[] = [];
  for (const line of lines)
    if (mails.length === 0 || isFromLine(line.replace(/\n$/u, ""))) mails.push(line);
    else mails.push(`${mails.pop() ?? ""}${line}`);
  return mails;
}

const isHeader = (line: string): boolean => /^(?:[!-9;-~]+:|[ \t])/u.test(line);

/** Whether a file looks like mails: all before its first empty line are headers. */
export function looksLikeMail(text: string): boolean {
  const lines = text.replace(/^\s+/u, "").replaceAll("\r\n", "\n").split("\n");
  const [first = ""] = lines;
  if (first.startsWith("From ") || first.startsWith("From: ")) return true;
  const end = lines.indexOf("");
  return first !== "" && lines.slice(0, end < 0 ? lines.length : end).every(isHeader);
}

import { decodedHeader, textOf } from "./mail-decode";
import { contentOf, readPart, type Headers, type MailContent } from "./mail-parts";

/** What a mail says of the commit that it is to become. */
export interface MailInfo {
  readonly name: string;
  readonly email: string;
  readonly date: string;
  readonly subject: string;
  /** Below the subject. */
  readonly body: string;
  /** From the line on at which the patch begins, a sign for each byte. */
  readonly patch: string;
}

export interface MailReading {
  /** `[…]` stays in the subject: all of it, or what doesn't speak of a patch. */
  readonly keeps?: "all" | "other brackets" | undefined;
  /** What stands above a line such as `-- >8 --` is left out. */
  readonly scissors?: boolean;
  readonly messageId?: boolean;
}

function patchBegins(line: string): boolean {
  if (line.startsWith("diff -") || line.startsWith("Index: ")) return true;
  return /^---(?: \S|\s*$)/u.test(line);
}

/** `-- >8 --`, with words on it or without: more than a third of the line is dashes and scissors. */
function isScissors(line: string): boolean {
  let [perforation, gap, blades, inside] = [0, 0, 0, false];
  for (const [piece] of line.matchAll(/>8|8<|>%|%<|-|\s|[^]/gu))
    if (/^\s$/u.test(piece)) {
      perforation += inside ? 1 : 0;
      gap += inside ? 1 : 0;
    } else {
      inside = piece === "-" || piece.length === 2;
      if (inside) perforation += piece.length;
      if (piece.length === 2) blades += 2;
    }
  const visible = line.trim().length;
  return blades > 0 && visible >= 8 && visible < perforation * 3 && gap * 2 < perforation;
}

export function cleanedSubject(subject: string, keeps?: MailReading["keeps"]): string {
  if (keeps === "all") return subject.trim();
  let kept = "";
  let rest = subject;
  for (;;) {
    const skipped = /^(?:re:|[ \t:]+)/iu.exec(rest)?.[0];
    const bracket = /^\[[^\]]*\]/u.exec(rest)?.[0];
    if (skipped !== undefined && rest.length > 3) rest = rest.slice(skipped.length);
    else if (bracket !== undefined && (keeps === undefined || /^.{0,}PATCH/u.test(bracket)))
      rest = rest.slice(bracket.length);
    else if (bracket !== undefined) {
      const blank = /^\s/u.test(rest.slice(bracket.length)) ? 1 : 0;
      kept += rest.slice(0, bracket.length + blank);
      rest = rest.slice(bracket.length + blank);
    } else return (kept + rest).trim().replaceAll(/\s+/gu, " ");
  }
}

/** `Name <address>`, `address (Name)`, or an address alone. */
export function readPerson(text: string): { readonly name: string; readonly email: string } {
  const plain = text.replaceAll(/"((?:[^"\\]|\\.)*)"/gu, (_, inner: string) => inner.replaceAll(/\\(.)/gu, "$1"));
  const found = /<?([^\s<>()]*@[^\s<>()]*)>?/u.exec(plain);
  if (!found) return { name: plain.replaceAll(/[<>]/gu, "").trim(), email: "" };
  const email = found[1] ?? "";
  const around = `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`;
  const name = around
    .replaceAll(/\s+/gu, " ")
    .trim()
    .replace(/^[("<](.*)[)">]$/u, "$1");
  return { name: name === "" || /[@<>]/u.test(name) || name.length > 60 ? email : name, email };
}

const inBody = ["from", "subject", "date"] as const;

const isEmpty = (line: string | undefined): boolean => line?.trim() === "";

/** Takes off the headers at the top of the message; before a patch they count more than those of the mail. */
function takeInBody(lines: string[]): Headers {
  const found = new Map<string, string>();
  while (isEmpty(lines[0])) lines.shift();
  for (let header = takeHeader(lines, found); header; header = takeHeader(lines, found)) found.set(...header);
  if (found.size > 0 && isEmpty(lines[0])) lines.shift();
  return found;
}

function takeHeader(lines: string[], known: Headers): readonly [string, string] | undefined {
  const [, name = "", value = ""] = /^([A-Za-z]+):\s+(.*)$/u.exec(lines[0] ?? "") ?? [];
  const key = inBody.find((one) => one === name.toLowerCase());
  if (key === undefined || known.has(key)) return undefined;
  lines.shift();
  let whole = value.trimEnd();
  for (; /^[ \t]\S/u.test(lines[0] ?? ""); lines.shift()) whole += ` ${(lines[0] ?? "").trim()}`;
  return [key, whole];
}

/** The message and the patch of a mail's content; which of them a line begins is told by the line. */
function parted({ text, charset }: MailContent): { readonly lines: string[]; readonly patch: string | undefined } {
  const all = text.split("\n");
  const start = all.findIndex(patchBegins);
  const above = start < 0 ? all : [...all.slice(0, start), ...(start > 0 ? [""] : [])];
  return {
    lines: textOf(above.join("\n"), charset).split("\n"),
    patch: start < 0 ? undefined : all.slice(start).join("\n"),
  };
}

/** Reads a mail, as bytes. */
export function readMail(mail: string, { keeps, scissors = false, messageId = false }: MailReading = {}): MailInfo {
  const part = readPart(mail);
  const { lines, patch } = parted(contentOf(part));
  const cut = scissors ? lines.findLastIndex(isScissors) : -1;
  if (cut >= 0) lines.splice(0, cut + 1);
  const own = takeInBody(lines);
  const ofMail = (name: string) => decodedHeader(part.headers.get(name) ?? "");
  const header = (name: string) => (patch === undefined ? ofMail(name) : (own.get(name) ?? ofMail(name)));
  const id = messageId && patch !== undefined ? part.headers.get("message-id") : undefined;
  return {
    ...readPerson(header("from")),
    date: header("date"),
    subject: cleanedSubject(header("subject"), keeps),
    body: lines.join("\n") + (id === undefined ? "" : `Message-Id: ${id}\n`),
    patch: patch ?? "",
  };
}

import { wrapped } from "./wrap-text";

export interface ShortlogForm {
  readonly summary?: boolean;
  readonly numbered?: boolean;
  /** How lines are wrapped, if they are: the width, the first line's blanks and the others'. */
  readonly wrap?: { readonly width: number; readonly first: number; readonly rest: number } | undefined;
}

/** Who has done what, by name; what each did stands from the oldest to the newest. */
export function shortlogText(people: ReadonlyMap<string, readonly string[]>, form: ShortlogForm): string {
  const order = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  const byName = [...people].toSorted(([a], [b]) => order(a, b));
  const ordered = form.numbered === true ? byName.toSorted(([, a], [, b]) => b.length - a.length) : byName;
  return ordered.map(([who, subjects]) => personText(who, subjects, form)).join("");
}

function personText(who: string, subjects: readonly string[], { summary = false, wrap }: ShortlogForm): string {
  if (summary) return `${String(subjects.length).padStart(6)}\t${who}\n`;
  const line = (one: string) => (wrap ? wrapped(one, wrap) : one === "" ? "" : `      ${one}`);
  return `${who} (${subjects.length}):\n${subjects.map((one) => `${line(one)}\n`).join("")}\n`;
}

/** A subject without what a mail put before it. */
export const bareSubject = (subject: string): string => subject.replace(/^\[PATCH[^\]]*\]\s*/u, "");

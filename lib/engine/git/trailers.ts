import type { Person } from "./repository";

const trailer = /^(?:[A-Za-z\d-]+: |\(cherry picked from commit [\da-f]+\)$)/u;

/** Whether a message ends in lines such as `Signed-off-by: …`, to which another may be joined. */
function endsInTrailers(message: string): boolean {
  const paragraphs = message.trimEnd().split(/\n{2,}/u);
  if (paragraphs.length < 2) return false;
  const lines = paragraphs.at(-1)?.split("\n") ?? [];
  return lines.every((line) => trailer.test(line));
}

export function withTrailer(message: string, line: string): string {
  const text = message.trimEnd();
  if (text.split("\n").at(-1) === line) return `${text}\n`;
  return `${text}${endsInTrailers(message) ? "\n" : "\n\n"}${line}\n`;
}

export const signedOff = (message: string, { name, email }: Person): string =>
  withTrailer(message, `Signed-off-by: ${name} <${email}>`);

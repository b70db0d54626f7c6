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

interface Trailer {
  readonly key: string | undefined;
  readonly value: string;
  readonly line: string;
}

const git = /^(?:Signed-off-by: |\(cherry picked from commit )/u;
const keyed = /^([A-Za-z\d-]+)[ \t]*:[ \t]*(.*)$/su;

/** The trailers of a message: its last paragraph, if most of it is that. Lines that begin with a blank go on with the one before. */
export function trailersOf(message: string): readonly Trailer[] {
  const paragraphs = message.trimEnd().split(/\n[ \t]*\n/u);
  if (paragraphs.length < 2) return [];
  const lines = (paragraphs.at(-1) ?? "")
    .replaceAll(/\n(?=[ \t])/gu, "\u0000")
    .split("\n")
    .map((line) => line.replaceAll("\u0000", "\n"));
  const known = lines.filter((line) => git.test(line) || keyed.test(line));
  const isOwn = lines.some((line) => git.test(line));
  if (known.length === 0 || (known.length < lines.length && !(isOwn && known.length * 3 >= lines.length))) return [];
  return lines.map((line) => {
    const [, key, value = ""] = keyed.exec(line) ?? [];
    return { key, value: value.trim(), line };
  });
}

/** Options of `%(trailers:…)`: `key=…`, `only`, `valueonly`, `unfold`, `separator=…`. */
export function trailersText(message: string, given: string): string {
  const options = given.split(",").filter((one) => one !== "");
  const value = (name: string) => options.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const is = (name: string) => options.some((one) => one === name || one === `${name}=true` || one === `${name}=yes`);
  const keys = options
    .filter((one) => one.startsWith("key="))
    .map((one) => one.slice(4).replace(/:$/u, "").toLowerCase());
  const isOnly = (is("only") || keys.length > 0) && !options.includes("only=false");
  const separator = escapes(value("separator"));
  const keySeparator = escapes(value("key_value_separator")) ?? ": ";
  const wanted = trailersOf(message).filter(({ key }) =>
    keys.length === 0 ? !isOnly || key !== undefined : keys.includes((key ?? "").toLowerCase()),
  );
  const unfolded = (text: string) => (is("unfold") ? text.replaceAll(/\s*\n\s*/gu, " ") : text);
  const texts = wanted.map((one) => {
    if (one.key === undefined) return one.line;
    if (is("keyonly")) return one.key;
    return is("valueonly") ? unfolded(one.value) : `${one.key}${keySeparator}${unfolded(one.value)}`;
  });
  return separator === undefined ? texts.map((text) => `${text}\n`).join("") : texts.join(separator);
}

const escapes = (text: string | undefined): string | undefined =>
  text?.replaceAll(/%x([\da-f]{2})|%n|%%/giu, (whole, hex?: string) =>
    hex === undefined ? (whole === "%n" ? "\n" : "%") : String.fromCharCode(Number.parseInt(hex, 16)),
  );

/** One setting of a configuration file, with the line it stands on. */
export interface Setting {
  /** `section.name` or `section.sub.name`; only the middle keeps its capitals. */
  readonly name: string;
  /** Undefined where only the name stands there, which says yes. */
  readonly value: string | undefined;
  readonly line: number;
}

interface Parsed {
  readonly settings: readonly Setting[];
  /** Where each section's title stands, with its name as settings have it. */
  readonly titles: readonly { readonly section: string; readonly line: number }[];
  readonly lines: readonly string[];
}

const title = /^\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]\s*/u;
const pair = /^\s*([A-Za-z][\w-]*)\s*(?:=\s*(.*))?$/u;

export function parseConfig(text: string): Parsed {
  const lines = text === "" ? [] : text.replace(/\n$/u, "").split("\n");
  const settings: Setting[] = [];
  const titles: { section: string; line: number }[] = [];
  let section = "";
  for (const [line, whole] of lines.entries()) {
    const head = title.exec(whole);
    if (head) {
      const [, name = "", sub] = head;
      section = name.toLowerCase() + (sub === undefined ? "" : `.${sub.replaceAll(/\\(.)/gu, "$1")}`);
      titles.push({ section, line });
    }
    const rest = head ? whole.slice(head[0].length) : whole;
    if (/^\s*(?:[#;]|$)/u.test(rest)) continue;
    const [, name, value] = pair.exec(rest) ?? [];
    if (name !== undefined)
      settings.push({
        name: `${section}.${name.toLowerCase()}`,
        value: value === undefined ? undefined : valueOf(value),
        line,
      });
  }
  return { settings, titles, lines };
}

const signs: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };

/** A value as it is meant: without quotes, escapes and what stands behind it as a comment. */
function valueOf(written: string): string {
  let [text, quoted, kept] = ["", false, 0];
  for (let at = 0; at < written.length; at++) {
    const sign = written[at] ?? "";
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "#" || sign === ";")) break;
    else if (sign === "\\") {
      const next = written[++at] ?? "";
      text += signs[next] ?? next;
    } else text += sign;
    if (quoted || sign.trim() !== "") kept = text.length;
  }
  return text.slice(0, kept);
}

function inFile(value: string): string {
  const text = value
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\t", String.raw`\t`);
  return /^\s|\s$|[#;]/u.test(value) ? `"${text}"` : text;
}

/** `a.b.c` as the section `a.b` and the name `c`. */
export function partsOf(name: string): readonly [section: string, key: string] {
  const last = name.lastIndexOf(".");
  const first = name.indexOf(".");
  const section = name.slice(0, first).toLowerCase() + (first === last ? "" : name.slice(first, last));
  return [section, name.slice(last + 1)];
}

/** A name as settings have it. */
export function plainName(name: string): string {
  const [section, key] = partsOf(name);
  return `${section}.${key.toLowerCase()}`;
}

function titleOf(section: string): string {
  const dot = section.indexOf(".");
  if (dot < 0) return `[${section}]`;
  const sub = section.slice(dot + 1).replaceAll(/["\\]/gu, String.raw`\$&`);
  return `[${section.slice(0, dot)} "${sub}"]`;
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** Sets a value where it stood last, else below its section, which is made if there is none. `adds`: beside those there are. */
export function withSetting(text: string, name: string, value: string, adds = false): string {
  const { settings, titles, lines } = parseConfig(text);
  const [section, key] = partsOf(name);
  const row = `\t${key} = ${inFile(value)}`;
  const last = settings.findLast((one) => one.name === plainName(name));
  if (last && !adds) return joined(lines.map((line, at) => (at === last.line ? row : line)));
  const place = titles.findLast((one) => one.section === section);
  if (!place) return joined([...lines, titleOf(section), row]);
  const next = titles.find(({ line }) => line > place.line)?.line ?? lines.length;
  const end = settings.findLast(({ line }) => line >= place.line && line < next)?.line ?? place.line;
  return joined([...lines.slice(0, end + 1), row, ...lines.slice(end + 1)]);
}

/** Takes settings away; a section that is left with nothing goes too. */
export function withoutSettings(text: string, gone: readonly Setting[]): string {
  const { settings, titles, lines } = parseConfig(text);
  const dropped = new Set(gone.map(({ line }) => line));
  for (const [at, { line }] of titles.entries()) {
    const next = titles[at + 1]?.line ?? lines.length;
    const own = settings.filter((one) => one.line >= line && one.line < next);
    const isBare = lines.slice(line + 1, next).every((one) => one.trim() === "" || pair.test(one));
    if (own.length > 0 && isBare && own.every((one) => dropped.has(one.line))) dropped.add(line);
  }
  return joined(lines.filter((_, at) => !dropped.has(at)));
}

/** Takes a whole section away, or gives it another name; undefined where there is none. */
export function withSection(text: string, section: string, named: string | undefined): string | undefined {
  const { titles, lines } = parseConfig(text);
  const [first, ...rest] = section.split(".");
  const wanted = [first?.toLowerCase(), ...rest].join(".");
  const own = titles.filter((one) => one.section === wanted);
  if (own.length === 0) return undefined;
  const heads = new Set(own.map(({ line }) => line));
  if (named !== undefined) return joined(lines.map((line, at) => (heads.has(at) ? titleOf(named) : line)));
  const inside = (at: number) => heads.has(titles.findLast(({ line }) => line <= at)?.line ?? -1);
  return joined(lines.filter((_, at) => !inside(at)));
}

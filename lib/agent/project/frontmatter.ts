/** A Markdown file with settings at its head. */
export interface Document {
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Reads `--- key: value … ---`. One line a field; quotes around a value are taken off; `key: [a, b]` stays text. */
export function readFrontmatter(text: string): Document {
  const found = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text);
  if (!found) return { fields: {}, body: text };
  const fields: [string, string][] = [];
  for (const line of (found[1] ?? "").split(/\r?\n/)) {
    const [, key, value = ""] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) fields.push([key, value.trim().replace(/^(["'])(.*)\1$/, "$2")]);
  }
  return { fields: Object.fromEntries(fields), body: text.slice(found[0].length) };
}

/** `a, b` or `[a, b]` as a list. */
export const listField = (value: string | undefined): readonly string[] =>
  (value ?? "")
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);

import type { Colors } from "./json-writer";

const kinds = ["null", "false", "true", "number", "string", "array", "object", "key"] as const;
const usual = "1;30:0;39:0;39:0;39:0;32:1;39:1;39:34;1".split(":");

/** The usual colours, changed by those of `JQ_COLORS`; undefined where they are none. */
export function colorsOf(given: string | undefined): Colors | undefined {
  const fields = given === undefined ? [] : given.split(":");
  if (!fields.every((field) => /^[\d;]*$/u.test(field))) return undefined;
  const all = kinds.map((kind, at) => [kind, `\u001b[${fields[at] ?? usual[at] ?? ""}m`] as const);
  return Object.fromEntries(all) as Colors;
}

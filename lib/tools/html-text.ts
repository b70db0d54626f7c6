const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  mdash: "—",
  ndash: "–",
  hellip: "…",
  copy: "©",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const blocks: readonly (readonly [RegExp, string])[] = [
  [/<(script|style|noscript|svg|template|iframe|head)\b[\s\S]*?<\/\1\s*>/gi, ""],
  [/<!--[\s\S]*?-->/g, ""],
  [/<pre\b[^>]*>([\s\S]*?)<\/pre\s*>/gi, "\n```\n$1\n```\n"],
  [/<code\b[^>]*>([^<]*)<\/code\s*>/gi, "`$1`"],
  [/<h([1-6])\b[^>]*>/gi, "\n\n# "],
  [/<li\b[^>]*>/gi, "\n- "],
  [/<\/(?:td|th)\s*>/gi, " | "],
  [/<a\b[^>]*\bhref="([^"#][^"]*)"[^>]*>([\s\S]*?)<\/a\s*>/gi, "[$2]($1)"],
  [
    /<(?:br|hr)\b[^>]*>|<\/?(?:p|div|section|article|tr|table|ul|ol|h[1-6]|blockquote|header|footer|main|nav)\b[^>]*>/gi,
    "\n",
  ],
  [/<[^>]{0,5000}>/g, ""],
];

/** The text of a page with its headings, lists, code and links, good enough to be read by a model. */
export function htmlToText(html: string): string {
  let text = html;
  for (const [pattern, replacement] of blocks) text = text.replace(pattern, replacement);
  return decodeEntities(text)
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

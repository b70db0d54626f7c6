const attributes: Readonly<Record<string, string>> = {
  reset: "",
  normal: "",
  bold: "1",
  dim: "2",
  italic: "3",
  ul: "4",
  blink: "5",
  reverse: "7",
  strike: "9",
};

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "default"] as const;

/** `red`, `brightred`, `#ff0000`, or a number up to 255; `base`: 30 of what is written, 40 of what is behind it. */
function colorOf(word: string, base: 30 | 40): string | undefined {
  const at = (names as readonly string[]).indexOf(word);
  if (at >= 0) return String(base + (at === 8 ? 9 : at));
  const bright = (names as readonly string[]).indexOf(word.replace(/^bright/u, ""));
  if (word.startsWith("bright") && bright >= 0) return String(base + 60 + bright);
  const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(word) ?? [];
  if (red !== undefined)
    return [base + 8, 2, ...[red, green, blue].map((hex) => Number.parseInt(hex ?? "", 16))].join(";");
  const number = /^\d{1,3}$/u.test(word) ? Number(word) : 256;
  if (number < 8) return String(base + number);
  if (number < 16) return String(base + 60 + number - 8);
  return number < 256 ? `${base + 8};5;${number}` : undefined;
}

/** Words such as `bold yellow` or `red blue`, as an escape; undefined for what is no colour. */
export function colorEscape(words: string): string | undefined {
  const all = words
    .trim()
    .split(/[\s,]+/u)
    .filter((word) => word !== "");
  const numbers: string[] = [];
  const colors: string[] = [];
  for (const word of all) {
    const color = colors.length < 2 ? colorOf(word.toLowerCase(), colors.length === 0 ? 30 : 40) : undefined;
    const attribute = Object.hasOwn(attributes, word) ? attributes[word] : undefined;
    if (attribute !== undefined) numbers.push(attribute);
    else if (color === undefined) return undefined;
    else colors.push(color);
  }
  return `\u001B[${[...numbers, ...colors].filter((one) => one !== "").join(";")}m`;
}

const special = /[$()*+.?[\\\]^{|}]/g;

function setSource(negation: string, inner: string): string {
  const plain = inner.replaceAll("\\", String.raw`\\`).replace(/[\][]/g, String.raw`\$&`);
  return `[${negation === "" ? "" : "^"}${plain}]`;
}

const tokens = /\[([!^]?)(\]?[^\]]*)\]|\\([^])|([^])/gu;

/** A shell's pattern as a regular expression for the whole text; a `*` crosses slashes. */
export function globPattern(pattern: string, ignoresCase = false): RegExp {
  const source = pattern.replace(tokens, (...found) => {
    const [, negation = "", inner, escaped, sign = ""] = found as (string | undefined)[];
    if (inner !== undefined) return setSource(negation, inner);
    if (escaped === undefined && sign === "*") return "[^]*";
    if (escaped === undefined && sign === "?") return "[^]";
    return (escaped ?? sign).replace(special, String.raw`\$&`);
  });
  return new RegExp(`^(?:${source})$`, ignoresCase ? "iu" : "u");
}

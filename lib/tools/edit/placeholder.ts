const placeholder =
  /^\s*(?:\/\/|\/\*|#|<!--|--|;|\{\/\*)?\s*(?:\.{3}|…)\s*\(?(?:the |all )?(?:rest|existing|remaining|remainder|unchanged|same|other|previous|keep|omitted|your|more)\b/i;
const reversed =
  /^\s*(?:\/\/|\/\*|#|<!--|--|;|\{\/\*)\s*(?:rest of|existing|remaining|unchanged|previous)\b[^;{}]*(?:\.{3}|…|unchanged|omitted|as before|here)\s*(?:\*\/|-->|\*\/\})?\s*$/i;

/** The first line that stands for code instead of being code, unless the old text has it too. */
export function placeholderIn(text: string, before = ""): string | undefined {
  const known = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  return text
    .split(/\r?\n/)
    .find((line) => (placeholder.test(line) || reversed.test(line)) && !known.has(line.trim()))
    ?.trim();
}

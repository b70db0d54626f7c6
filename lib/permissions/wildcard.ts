/**
 * Whether `text` fits `pattern`, in which `*` stands for any run of characters. Never more than
 * `pattern.length * text.length` steps, so a hostile pattern can't hang the page.
 */
export function matchesWildcard(pattern: string, text: string, single = false): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    const wanted = pattern[p];
    if (wanted === "*") {
      star = p;
      retry = t;
      p += 1;
    } else if (wanted === text[t] || (single && wanted === "?")) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      retry += 1;
      t = retry;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

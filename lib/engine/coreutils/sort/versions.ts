const isDigit = (sign: string): boolean => sign >= "0" && sign <= "9";

/** Signs that are no digits: `~` before the end, the end before letters, letters before the rest. */
function rank(sign: string | undefined): number {
  if (sign === undefined || isDigit(sign)) return 0;
  if (sign === "~") return -1;
  return /[A-Za-z]/u.test(sign) ? sign.charCodeAt(0) : sign.charCodeAt(0) + 256;
}

/** Compares as `sort -V` and `ls -v` do: runs of digits by their value. */
export function compareVersions(one: string, other: string): number {
  let [rest, otherRest] = [one, other];
  while (rest !== "" || otherRest !== "") {
    const [signs = "", digits = ""] = pair(rest);
    const [otherSigns = "", otherDigits = ""] = pair(otherRest);
    const difference = compareSigns(signs, otherSigns) || compareDigits(digits, otherDigits);
    if (difference !== 0) return difference;
    rest = rest.slice(signs.length + digits.length);
    otherRest = otherRest.slice(otherSigns.length + otherDigits.length);
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The signs before the first digits, and these. */
const pair = (text: string): readonly string[] => /^(\D*)(\d*)/u.exec(text)?.slice(1) ?? [];

function compareSigns(one: string, other: string): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = rank(one[at]) - rank(other[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareDigits(one: string, other: string): number {
  const [digits, others] = [one.replace(/^0+/u, ""), other.replace(/^0+/u, "")];
  if (digits.length !== others.length) return digits.length - others.length;
  return digits < others ? -1 : digits > others ? 1 : 0;
}

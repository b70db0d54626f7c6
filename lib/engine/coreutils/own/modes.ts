import type { Stats } from "node:fs";

const kinds: readonly (readonly [(stat: Stats) => boolean, string])[] = [
  [(stat) => stat.isDirectory(), "d"],
  [(stat) => stat.isSymbolicLink(), "l"],
  [(stat) => stat.isFIFO(), "p"],
  [(stat) => stat.isSocket(), "s"],
  [(stat) => stat.isCharacterDevice(), "c"],
  [(stat) => stat.isBlockDevice(), "b"],
];

/** `-rw-r--r--` */
export function permissionText(stat: Stats): string {
  const kind = kinds.find(([is]) => is(stat))?.[1] ?? "-";
  const letters = [...Array(9).keys()].map((at) => ((stat.mode >> (8 - at)) & 1 ? ("rwx"[at % 3] ?? "") : "-"));
  const special: readonly (readonly [bit: number, at: number, on: string, off: string])[] = [
    [0o4000, 2, "s", "S"],
    [0o2000, 5, "s", "S"],
    [0o1000, 8, "t", "T"],
  ];
  for (const [bit, at, on, off] of special) if (stat.mode & bit) letters[at] = letters[at] === "x" ? on : off;
  return kind + letters.join("");
}

interface Clause {
  readonly who: string;
  readonly sign: string;
  readonly what: string;
}

const shares: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };
const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1 };

/** The bits that a letter means for one share. */
function bitsFor(letter: string, one: string, mode: number, isFolder: boolean): number {
  const share = shares[one] ?? 0;
  const copied = shares[letter];
  if (copied !== undefined) return ((mode >> copied) & 7) << share;
  if (letter === "X") return isFolder || (mode & 0o111) !== 0 ? 1 << share : 0;
  if (letter === "t") return 0o1000;
  if (letter === "s") return { u: 0o4000, g: 0o2000 }[one] ?? 0;
  return (bits[letter] ?? 0) << share;
}

function applied(mode: number, { who, sign, what }: Clause, isFolder: boolean): number {
  const people = who === "" || who.includes("a") ? ["u", "g", "o"] : who.split("");
  const mask = people.reduce(
    (sum, one) => what.split("").reduce((all, letter) => all | bitsFor(letter, one, mode, isFolder), sum),
    0,
  );
  if (sign === "+") return mode | mask;
  if (sign === "-") return mode & ~mask;
  const held = people.reduce((sum, one) => sum | (7 << (shares[one] ?? 0)), 0);
  return (mode & ~held) | mask;
}

/** What `755`, `u+x,go=r` or `=rw` make of a mode; undefined where it is no mode. */
export function modeFrom(text: string, before: number, isFolder: boolean, umask = 0): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8);
  let mode = before;
  for (const clause of text.split(",")) {
    const [, who, actions] = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/.exec(clause) ?? [];
    if (who === undefined || actions === undefined) return undefined;
    for (const [, sign = "", what = ""] of actions.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      const next = applied(mode, { who, sign, what }, isFolder);
      // Without a name before it, a clause leaves alone what the mask keeps.
      mode = who === "" ? (next & ~umask) | (mode & umask) : next;
    }
  }
  return mode;
}

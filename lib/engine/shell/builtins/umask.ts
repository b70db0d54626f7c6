import { ShellFailure } from "../flow";
import { say } from "../scope";
import type { Builtin } from "../shell";

const octal = (mask: number): string => mask.toString(8).padStart(4, "0");

const lettersOf = (bits: number): string =>
  Array.from("rwx")
    .filter((_, at) => (bits & (4 >> at)) !== 0)
    .join("");

/** `u=rwx,g=rx,o=rx`: what is allowed, where the mask says what isn't. */
const symbolic = (mask: number): string =>
  Array.from("ugo")
    .map((who, at) => `${who}=${lettersOf((~mask >> (6 - 3 * at)) & 7)}`)
    .join(",");

const bitsOf = (letters: string): number =>
  Array.from(letters).reduce((bits, letter) => bits | ({ r: 4, w: 2, x: 1 }[letter] ?? 0), 0);

function changed(mask: number, clause: string): number {
  const [, who = "", sign, letters = ""] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
  if (sign === undefined) throw new ShellFailure(`umask: \`${clause.charAt(0)}': invalid symbolic mode operator`);
  let allowed = ~mask & 0o777;
  for (const [at, one] of Array.from("ugo").entries()) {
    if (who !== "" && !who.includes(one) && !who.includes("a")) continue;
    const shift = 6 - 3 * at;
    const bits = bitsOf(letters) << shift;
    if (sign === "=") allowed = (allowed & ~(7 << shift)) | bits;
    else allowed = sign === "+" ? allowed | bits : allowed & ~bits;
  }
  return ~allowed & 0o777;
}

export const umask: Builtin = (args, scope) => {
  const flags = args.filter((arg) => /^-[Sp]+$/.test(arg)).join("");
  const [mask] = args.filter((arg) => !/^-[Sp]+$/.test(arg));
  const before = scope.system.umask(-1);
  if (mask === undefined) {
    const shown = flags.includes("S") ? symbolic(before) : octal(before);
    const head = flags.includes("p") ? `umask ${flags.includes("S") ? "-S " : ""}` : "";
    say(scope, 1, `${head}${shown}\n`);
    return 0;
  }
  if (/^\d/.test(mask) && !/^[0-7]{1,4}$/.test(mask))
    throw new ShellFailure(`umask: ${mask}: octal number out of range`);
  const next = /^\d/.test(mask) ? Number.parseInt(mask, 8) : mask.split(",").reduce(changed, before);
  scope.system.umask(next);
  if (flags.includes("S")) say(scope, 1, `${symbolic(next)}\n`);
  return 0;
};

import { kindOf, type Change } from "./changes";
import type { Repository } from "./context";
import { fatal } from "./failure";
import { hunksBetween } from "./hunks";
import type { Options } from "./options";
import { isTypeChange, type Texts } from "./patch";
import { matcher } from "./pattern";
import { withRenames, type Shown } from "./renames";
import { resolveObject } from "./revision";
import { objectAt } from "./revision-path";

type TextsOf = (change: Change) => Promise<Texts>;

const selecting = ["diff-filter", "S", "G", "find-object"] as const;

/** Whether only some of the changes are asked for, so that a commit without any of them isn't shown. */
export const selectsChanges = (options: Options): boolean => selecting.some((name) => options.has(name));

/** How alike two files must be to be one that was moved, in hundredths: `-M90%`, `-M9`. */
function hundredths(given: string): number {
  if (given === "") return 50;
  if (given.endsWith("%")) return Number(given.slice(0, -1));
  return Number(`0.${given}`) * 100;
}

/** Changes as they are shown: files that moved joined, and those that weren't asked for left out. */
export async function chosenChanges(
  repository: Repository,
  changes: readonly Change[],
  options: Options,
  texts: TextsOf,
): Promise<readonly Shown[]> {
  const finds = options.has("find-copies") || options.has("find-copies-harder");
  const last = options.last("no-renames", "find-renames", "find-copies");
  const joined =
    options.has("no-renames") && (last === undefined || last === "no-renames")
      ? changes
      : await withRenames(
          changes,
          texts,
          hundredths((finds ? options.value("find-copies") : options.value("find-renames")) ?? ""),
          finds,
        );
  const picked = await pickaxed(repository, joined, options, texts);
  const filter = options.value("diff-filter");
  return filter === undefined ? picked : filtered(picked, filter);
}

function letterOf(change: Shown): string {
  if (change.rename) return change.rename.isCopy === true ? "C" : "R";
  return isTypeChange(change) ? "T" : kindOf(change);
}

/** Capital letters are wanted, small ones are not; with `*` all are if one is. */
function filtered(shown: readonly Shown[], filter: string): readonly Shown[] {
  const wanted = filter.replaceAll(/[^A-Z]/gu, "");
  const left = filter.replaceAll(/[^a-z]/gu, "").toUpperCase();
  const isWanted = (change: Shown) => {
    const letter = letterOf(change);
    return !left.includes(letter) && (wanted === "" || wanted.includes(letter));
  };
  const found = shown.filter(isWanted);
  return filter.includes("*") && found.length > 0 ? shown : found;
}

/** Only the files in which a text came or went, or with `--pickaxe-all` all if there is one. */
async function pickaxed(
  repository: Repository,
  shown: readonly Shown[],
  options: Options,
  texts: TextsOf,
): Promise<readonly Shown[]> {
  const test = await pickaxe(repository, options, texts);
  if (!test) return shown;
  const found: Shown[] = [];
  for (const change of shown) if (await test(change)) found.push(change);
  return options.has("pickaxe-all") && found.length > 0 ? shown : found;
}

async function pickaxe(
  repository: Repository,
  options: Options,
  texts: TextsOf,
): Promise<((change: Shown) => boolean | Promise<boolean>) | undefined> {
  const object = options.value("find-object");
  if (object !== undefined) {
    const oid = await objectOf(repository, object);
    return ({ before, after }) => before?.oid === oid || after?.oid === oid;
  }
  const [counted, seen] = [options.value("S"), options.value("G")];
  if (counted === undefined && seen === undefined) return undefined;
  return async (change) => isTouched(decoded(await texts(change)), options, { counted, seen });
}

const objectOf = async (repository: Repository, name: string): Promise<string> =>
  (await objectAt(repository, name))?.oid ??
  (await resolveObject(repository, name)) ??
  fatal(`unable to resolve '${name}'`);

const decoded = ({ before, after }: Texts): readonly [string, string] => [
  new TextDecoder().decode(before),
  new TextDecoder().decode(after),
];

function isTouched(
  [before, after]: readonly [string, string],
  options: Options,
  { counted, seen }: { readonly counted: string | undefined; readonly seen: string | undefined },
): boolean {
  if (counted !== undefined) {
    const pattern = options.has("pickaxe-regex") ? new RegExp(matcher(counted, extended(options)), "gmu") : counted;
    const count = (text: string) => text.split(pattern).length;
    return count(before) !== count(after);
  }
  const pattern = matcher(seen ?? "", extended(options));
  return hunksBetween(before, after, 0).some(({ lines }) => lines.some(({ text }) => pattern.test(text)));
}

/** Patterns that are sought in files are git's extended ones. */
const extended = (options: Options): Pick<Options, "has"> => ({
  has: (name) => name === "extended-regexp" || (name === "regexp-ignore-case" && options.has(name)),
});

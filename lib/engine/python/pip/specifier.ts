import { comparePublic, compareReleases, compareVersions, isPrerelease, readVersion, type Version } from "./version";

export interface Specifier {
  readonly operator: string;
  readonly version: string;
}

const form = /^(===|==|!=|~=|<=|>=|<|>)\s*([\w.!*+-]+)$/u;

/** `>=1.0,<2`; undefined for what isn't one. */
export function readSpecifiers(text: string): readonly Specifier[] | undefined {
  const parts = text.split(",").map((part) => part.trim());
  const read = parts.filter((part) => part !== "").map((part) => form.exec(part));
  if (read.includes(null)) return undefined;
  return read.map((match) => ({ operator: match?.[1] ?? "", version: match?.[2] ?? "" }));
}

function startsWith(version: Version, prefix: string): boolean {
  const wanted = readVersion(prefix);
  if (wanted === undefined || wanted.epoch !== version.epoch) return false;
  return wanted.release.every((part, at) => (version.release[at] ?? 0) === part);
}

/** By the order of the two. `<2` and `>1` mean no pre-release of 2, and no post-release of 1. */
const judges: Readonly<Record<string, (order: number, version: Version, wanted: Version) => boolean>> = {
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
  ">=": (order) => order >= 0,
  "<=": (order) => order <= 0,
  "~=": (order, version, { epoch, release }) =>
    order >= 0 && startsWith(version, `${epoch}!${release.slice(0, -1).join(".")}`),
  "<": (order, version, wanted) =>
    order < 0 && !(isPrerelease(version) && !isPrerelease(wanted) && compareReleases(version, wanted) === 0),
  ">": (order, version, wanted) =>
    order > 0 && !(version.post !== undefined && wanted.post === undefined && compareReleases(version, wanted) === 0),
};

function fits(version: Version, { operator, version: text }: Specifier): boolean {
  if (operator === "===") return version.text === text;
  if (text.endsWith(".*")) return startsWith(version, text.slice(0, -2)) === (operator === "==");
  const wanted = readVersion(text);
  if (wanted === undefined) return false;
  const order = wanted.local === "" ? comparePublic(version, wanted) : compareVersions(version, wanted);
  return judges[operator]?.(order, version, wanted) ?? false;
}

export const satisfies = (version: Version, specifiers: readonly Specifier[]): boolean =>
  specifiers.every((specifier) => fits(version, specifier));

/** Pre-releases are chosen by whoever names one. */
export const namesPrerelease = (specifiers: readonly Specifier[]): boolean =>
  specifiers.some(({ operator, version }) => {
    const read = readVersion(version);
    return operator !== "!=" && read !== undefined && isPrerelease(read);
  });

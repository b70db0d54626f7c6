/** A version as PEP 440 has it: what it's compared by, part by part. */
export interface Version {
  readonly text: string;
  readonly epoch: number;
  readonly release: readonly number[];
  /** Phase and number: a development release comes before every other of its kind, a final one has neither. */
  readonly pre: readonly [phase: string, number: number] | undefined;
  readonly post: number | undefined;
  readonly dev: number | undefined;
  readonly local: string;
}

const form = new RegExp(
  String.raw`^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<phase>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?<pre>\d*))?` +
    String.raw`(?:-(?<implicit>\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<after>\d*))?(?:[-_.]?(?<dev>dev)[-_.]?(?<day>\d*))?` +
    String.raw`(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$`,
  "u",
);

const phases: Readonly<Record<string, string>> = { alpha: "a", beta: "b", c: "rc", pre: "rc", preview: "rc" };

/** The number after a word that is there: none is 0. */
const numbered = (word: string | undefined, number: string | undefined): number | undefined =>
  word === undefined ? undefined : Number(number ?? 0);

export function readVersion(given: string): Version | undefined {
  const { groups } = form.exec(given.trim().toLowerCase()) ?? {};
  if (groups === undefined) return undefined;
  const { phase } = groups;
  const pre = numbered(phase, groups["pre"]);
  return {
    text: given.trim(),
    epoch: Number(groups["epoch"] ?? 0),
    release: (groups["release"] ?? "").split(".").map(Number),
    pre: phase === undefined || pre === undefined ? undefined : [phases[phase] ?? phase, pre],
    post: numbered(groups["implicit"], groups["implicit"]) ?? numbered(groups["post"], groups["after"]),
    dev: numbered(groups["dev"], groups["day"]),
    local: groups["local"] ?? "",
  };
}

export const isPrerelease = ({ pre, dev }: Version): boolean => pre !== undefined || dev !== undefined;

/** Numbers whose order is that of what follows the release: dev < a < b < rc < final < post. */
function tailOf({ pre, post, dev }: Version): number[] {
  const phase =
    pre === undefined ? (dev !== undefined && post === undefined ? -1 : 3) : ["a", "b", "rc"].indexOf(pre[0]);
  return [phase, pre?.[1] ?? 0, post ?? -1, dev ?? Number.POSITIVE_INFINITY];
}

function compareLists(left: readonly number[], right: readonly number[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at] ?? 0, right[at] ?? 0];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

export const compareReleases = (left: Version, right: Version): number =>
  left.epoch - right.epoch || compareLists(left.release, right.release);

/** What a build is called locally counts last, and only where both are compared whole. */
export const comparePublic = (left: Version, right: Version): number =>
  compareReleases(left, right) || compareLists(tailOf(left), tailOf(right));

export const compareVersions = (left: Version, right: Version): number =>
  comparePublic(left, right) || (left.local === right.local ? 0 : left.local < right.local ? -1 : 1);

import git from "isomorphic-git";
import type { Repository } from "./context";
import { fatal } from "./failure";
import type { Options } from "./options";
import { orderKey, type Ref } from "./ref-fields";
import { isAncestor, resolveCommit, resolveObject, tryResolve } from "./revision";

/** What every command that lists references takes, to choose among them and to order them. */
export const refListSpec = {
  optionals: ["contains", "no-contains", "merged", "no-merged", "points-at"],
  values: ["format"],
  lists: ["sort"],
} as const;

export const choosesRefs = (options: Options): boolean =>
  [...refListSpec.optionals, ...refListSpec.values, ...refListSpec.lists].some((name) => options.has(name));

export async function allRefs(repository: Repository): Promise<readonly Ref[]> {
  const names = [
    ...(await git.listBranches({ ...repository })).map((name) => `refs/heads/${name}`),
    ...(await git.listTags({ ...repository })).map((name) => `refs/tags/${name}`),
  ];
  for (const { remote } of await git.listRemotes({ ...repository }))
    for (const name of await git.listBranches({ ...repository, remote })) names.push(`refs/remotes/${remote}/${name}`);
  for (const other of ["refs/stash", "refs/notes/commits", "refs/bisect/bad"])
    if ((await git.resolveRef({ ...repository, ref: other }).catch(() => undefined)) !== undefined) names.push(other);
  const refs = names
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map(async (full) => ({ full, oid: await git.resolveRef({ ...repository, ref: full }) }));
  return Promise.all(refs);
}

/** `--contains` alone means HEAD; with a name behind it that isn't joined, the name comes among the rest. */
function asked(options: Options, name: string): string {
  return options.value(name) || "HEAD";
}

/** Each way to choose: whether one commit must be reached from the other, and which way round. */
const reaching = [
  ["contains", true, "named first"],
  ["no-contains", false, "named first"],
  ["merged", true, "named last"],
  ["no-merged", false, "named last"],
] as const;

async function isChosen(repository: Repository, { oid }: Ref, options: Options): Promise<boolean> {
  const commit = await tryResolve(repository, oid);
  if (options.has("points-at")) {
    const at = await resolveObject(repository, asked(options, "points-at"));
    if (at !== oid && (commit === undefined || at !== commit)) return false;
  }
  for (const [name, wanted, order] of reaching) {
    if (!options.has(name)) continue;
    if (commit === undefined) return false;
    const named = await resolveCommit(repository, asked(options, name));
    const [first, last] = order === "named first" ? [named, commit] : [commit, named];
    if ((await isAncestor(repository, first, last)) !== wanted) return false;
  }
  return true;
}

/** Parts of a version in their order: numbers by their size. */
function versionOrder(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/gu) ?? [];
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one = "", other = ""] = [left[at], right[at]];
    if (one === other) continue;
    const isNumber = /^\d/u.test(one) && /^\d/u.test(other);
    return isNumber && Number(one) !== Number(other) ? Number(one) - Number(other) : one < other ? -1 : 1;
  }
  return 0;
}

const compared = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b));

/** References in the order that is asked for: the last `--sort` counts first. */
async function sorted(
  repository: Repository,
  refs: readonly Ref[],
  orders: readonly string[],
): Promise<readonly Ref[]> {
  let ordered = refs.toSorted((a, b) => compared(a.full, b.full));
  for (const order of orders) {
    const field = order.replace(/^-/u, "");
    const sign = order.startsWith("-") ? -1 : 1;
    const byVersion = /^(?:version|v):refname$/u.test(field);
    const keys = new Map<Ref, string | number>();
    for (const ref of byVersion ? [] : ordered) keys.set(ref, await orderKey(repository, ref, field));
    const compare = (a: Ref, b: Ref) =>
      byVersion ? versionOrder(a.full, b.full) : compared(keys.get(a) ?? "", keys.get(b) ?? "");
    ordered = ordered.toSorted((a, b) => sign * compare(a, b));
  }
  return ordered;
}

export async function chosenRefs(
  repository: Repository,
  refs: readonly Ref[],
  options: Options,
  usual?: string,
): Promise<readonly Ref[]> {
  const chosen: Ref[] = [];
  for (const ref of refs) if (await isChosen(repository, ref, options)) chosen.push(ref);
  const given = options.list("sort");
  if (given.includes("")) fatal("a field to sort by was not named");
  return sorted(repository, chosen, given.length > 0 ? given : usual === undefined ? [] : [usual]);
}

/** Options of git's that take the word behind them as well: `--contains v1` is `--contains=v1`. */
export function withJoined(
  args: readonly string[],
  names: readonly string[] = refListSpec.optionals,
): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    const next = args[at + 1];
    if (
      names.includes(arg.replace(/^--/u, "")) &&
      arg.startsWith("--") &&
      next !== undefined &&
      !next.startsWith("-")
    ) {
      joined.push(`${arg}=${next}`);
      at += 1;
    } else joined.push(arg);
  }
  return joined;
}

import git from "isomorphic-git";
import type { Repository } from "./context";
import { fatal } from "./failure";
import { globToRegExp } from "./glob";
import type { Options } from "./options";
import { currentBranch, headOid, repositoryPath } from "./repository";
import { history, readCommit, resolveCommit, tryResolve } from "./revision";

/** Which commits a command is to look at. */
export interface Selection {
  readonly starts: readonly string[];
  readonly excluded: ReadonlySet<string>;
  readonly paths: readonly string[];
  /** Of `a...b`, what is reachable from the left side. */
  readonly left: ReadonlySet<string>;
  /** By what name each start was asked for. */
  readonly names: ReadonlyMap<string, string>;
  /** The commits that were named to be left out with all behind them. */
  readonly bottoms: ReadonlySet<string>;
}

/** Whether a word names more than one commit, or leaves some out. */
export const isRange = (word: string): boolean =>
  (word.includes("..") && !word.includes("/..") && word !== ".." && word !== "...") ||
  word.startsWith("^") ||
  /\^(?:@|!|-\d*)$/u.test(word);

export const selectionSpec = {
  flags: [
    "all",
    "reverse",
    "first-parent",
    "topo-order",
    "date-order",
    "author-date-order",
    "left-right",
    "left-only",
    "right-only",
  ],
  optionals: ["branches", "tags", "remotes", "no-walk"],
  lists: ["glob", "exclude"],
} as const;

interface Choosing {
  readonly starts: Map<string, string>;
  readonly excluded: Set<string>;
  readonly bottoms: Set<string>;
  readonly paths: string[];
  readonly left: Set<string>;
}

/** Turns what is excluded by `--not` into `^name`, which says the same. */
export function excluding(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  if (!own.includes("--not")) return args;
  let turns = false;
  const turned = own.flatMap((arg, at) => {
    if (arg === "--not") {
      turns = !turns;
      return [];
    }
    const isValue = /^(?:-[nSG]|--(?:max-count|skip|author|grep|committer|since|until|after|before))$/u.test(
      own[at - 1] ?? "",
    );
    if (!turns || arg.startsWith("-") || isValue) return [arg];
    return [arg.startsWith("^") ? arg.slice(1) : `^${arg}`];
  });
  return end < 0 ? turned : [...turned, ...args.slice(end)];
}

export async function select(repository: Repository, options: Options): Promise<Selection> {
  const chosen: Choosing = {
    starts: new Map(),
    excluded: new Set(),
    bottoms: new Set(),
    left: new Set(),
    paths: (options.paths ?? []).map((one) => repositoryPath(repository, one)),
  };
  for (const one of options.rest) await selectOne(repository, one, chosen, options.paths === undefined);
  const named = await namedByOptions(repository, options);
  for (const [oid, name] of named ?? []) if (!chosen.starts.has(oid)) chosen.starts.set(oid, name);
  if (chosen.starts.size === 0 && named === undefined) {
    const head = (await headOid(repository)) ?? (await noCommits(repository));
    chosen.starts.set(head, "HEAD");
  }
  return { ...chosen, names: chosen.starts, starts: [...chosen.starts.keys()] };
}

interface Group {
  readonly option: "branches" | "tags" | "remotes";
  readonly folder: string;
}

const groups: readonly Group[] = [
  { option: "branches", folder: "refs/heads/" },
  { option: "remotes", folder: "refs/remotes/" },
  { option: "tags", folder: "refs/tags/" },
];

/** A pattern without a star stands for all below it. */
function globOf(text: string, folder: string): RegExp {
  const whole = text.startsWith("refs/") ? text : folder + text;
  return globToRegExp(/[*?[]/u.test(whole) ? whole : `${whole.replace(/\/$/u, "")}/*`, true);
}

function wantedRefs(refs: readonly string[], options: Options): readonly string[] {
  const patterns = options.list("glob").map((text) => globOf(text, "refs/"));
  for (const { option, folder } of groups)
    for (const text of options.list(option))
      patterns.push(text === "" ? globToRegExp(`${folder}**`, true) : globOf(text, folder));
  const left = options.list("exclude").map((text) => globToRegExp(text, true));
  const isWanted = (ref: string) => options.has("all") || patterns.some((pattern) => pattern.test(ref));
  return refs.filter((ref) => isWanted(ref) && !left.some((pattern) => pattern.test(ref)));
}

/** Commits that options name, each with the reference that does; undefined where no option names any. */
async function namedByOptions(
  repository: Repository,
  options: Options,
): Promise<readonly (readonly [string, string])[] | undefined> {
  if (!["all", "glob", "branches", "tags", "remotes"].some((name) => options.has(name))) return undefined;
  const refs = await allRefs(repository);
  const wanted = [...wantedRefs(refs, options), ...(options.has("all") ? ["HEAD"] : [])];
  const found = await Promise.all(wanted.map(async (ref) => [await tryResolve(repository, ref), ref] as const));
  return found.flatMap(([oid, ref]) => (oid === undefined ? [] : [[oid, ref] as const]));
}

async function allRefs(repository: Repository): Promise<readonly string[]> {
  const names = await git.listRefs({ ...repository, filepath: "refs" });
  return names.map((name) => `refs/${name}`).toSorted((a, b) => (a < b ? -1 : 1));
}

/** A range, an exclusion, a commit; what is none of them is a path, unless the paths come after `--`. */
async function selectOne(repository: Repository, one: string, chosen: Choosing, mayBePath: boolean): Promise<void> {
  const dots = /^(.*?)(\.{2,3})(.*)$/u.exec(one);
  if (dots && isRange(one)) return selectRange(repository, dots, one, chosen);
  if (one.startsWith("^")) return exclude(repository, one.slice(1), chosen);
  const [, base, step] = /^(.*)\^(@|!|-\d*)$/u.exec(one) ?? [];
  if (base !== undefined && step !== undefined) return selectParents(repository, base, step, chosen);
  const oid = chosen.paths.length === 0 || !mayBePath ? await tryResolve(repository, one) : undefined;
  if (oid !== undefined) {
    start(chosen, oid, one);
    return undefined;
  }
  if (!mayBePath) return fatal(`bad revision '${one}'`);
  return selectPath(repository, one, chosen);
}

async function selectPath(repository: Repository, one: string, { paths }: Choosing): Promise<void> {
  const path = repositoryPath(repository, one);
  const there = await repository.fs.promises.lstat(`${repository.dir}/${path}`).catch(() => undefined);
  if (!there && !one.includes("*")) await resolveCommit(repository, one);
  paths.push(path);
}

function start({ starts }: Choosing, oid: string, name: string): void {
  if (!starts.has(oid)) starts.set(oid, name);
}

/** `a^@` is all of its parents, `a^!` itself without them, `a^-2` all but what the second brought. */
async function selectParents(repository: Repository, base: string, step: string, chosen: Choosing): Promise<void> {
  const oid = await resolveCommit(repository, base === "" ? "HEAD" : base);
  const { parent } = await readCommit(repository, oid);
  if (step === "@") {
    for (const one of parent) start(chosen, one, base);
    return;
  }
  start(chosen, oid, base);
  const number = Number(step.slice(1) || 1);
  for (const [at, one] of parent.entries())
    if (step === "!" || at + 1 === number) await exclude(repository, one, chosen);
}

async function selectRange(
  repository: Repository,
  dots: RegExpExecArray,
  typed: string,
  chosen: Choosing,
): Promise<void> {
  const sign = dots[2];
  const [from, to] = [dots[1] || "HEAD", dots[3] || "HEAD"];
  const [first, last] = [await tryResolve(repository, from), await tryResolve(repository, to)];
  if (first === undefined || last === undefined) {
    await resolveCommit(repository, typed);
    return;
  }
  start(chosen, last, to);
  if (sign === "..") return exclude(repository, from, chosen);
  start(chosen, first, from);
  const [theirs, ours] = [await reachable(repository, first), await reachable(repository, last)];
  for (const oid of theirs)
    if (ours.has(oid)) chosen.excluded.add(oid);
    else chosen.left.add(oid);
}

async function reachable(repository: Repository, oid: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const one of history(repository, [oid])) found.add(one.oid);
  return found;
}

async function exclude(repository: Repository, revision: string, { excluded, bottoms }: Choosing): Promise<void> {
  const bottom = await resolveCommit(repository, revision);
  bottoms.add(bottom);
  for (const oid of await reachable(repository, bottom)) excluded.add(oid);
}

const noCommits = async (repository: Repository): Promise<never> =>
  fatal(`your current branch '${(await currentBranch(repository)) ?? "HEAD"}' does not have any commits yet`);

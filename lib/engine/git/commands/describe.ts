import git from "isomorphic-git";
import { changesBetween } from "../changes";
import { inRepository, type Repository } from "../context";
import { fatal } from "../failure";
import { globToRegExp } from "../glob";
import { readOptions, type Options } from "../options";
import { history, resolveCommit, tryResolve } from "../revision";
import { ofCommit, ofIndex, ofWorkingTree } from "../snapshot";

interface Tagged {
  readonly name: string;
  readonly annotated: boolean;
}

/** Names a commit by the nearest tag behind it. */
export const describe = inRepository(async (repository, args) => {
  const options = readOptions(args, {
    flags: ["tags", "all", "always", "long", "dirty", "exact-match", "first-parent"],
    values: ["abbrev", "match", "exclude", "candidates"],
  });
  if (options.has("all")) return fatal("describe --all isn't there in the tab: use --tags.");
  const oid = await resolveCommit(repository, options.rest[0] ?? "HEAD");
  const found = await nearest(repository, oid, await tagsBy(repository, options), options.has("exact-match"));
  const length = Number(options.value("abbrev") ?? 7);
  if (!found && !options.has("always")) return fatal(noTag(oid, options));
  const dirty = options.has("dirty") && (await isDirty(repository)) ? options.value("dirty") || "-dirty" : "";
  repository.out(`${found ? text(found, oid, length, options.has("long")) : oid.slice(0, length || 7)}${dirty}\n`);
  return 0;
});

function noTag(oid: string, options: Options): string {
  if (options.has("exact-match")) return `no tag exactly matches '${oid}'`;
  return options.has("tags")
    ? `No tags can describe '${oid}'.\nTry --always, or create some tags.`
    : `No annotated tags can describe '${oid}'.\nHowever, there were unannotated tags: try --tags.`;
}

async function tagsBy(repository: Repository, options: Options): Promise<ReadonlyMap<string, Tagged>> {
  const tags = new Map<string, Tagged>();
  const match = options.value("match");
  const exclude = options.value("exclude");
  for (const name of (await git.listTags({ ...repository })).toSorted()) {
    if (match !== undefined && !globToRegExp(match, true).test(name)) continue;
    if (exclude !== undefined && globToRegExp(exclude, true).test(name)) continue;
    const object = await git.resolveRef({ ...repository, ref: `refs/tags/${name}` });
    const commit = await tryResolve(repository, `refs/tags/${name}`);
    const annotated = object !== commit;
    if (commit === undefined || (!annotated && !options.has("tags"))) continue;
    if (annotated || !tags.get(commit)?.annotated) tags.set(commit, { name, annotated });
  }
  return tags;
}

interface Found {
  readonly name: string;
  readonly distance: number;
}

async function nearest(
  repository: Repository,
  oid: string,
  tags: ReadonlyMap<string, Tagged>,
  exact: boolean,
): Promise<Found | undefined> {
  const own = tags.get(oid);
  if (own || exact) return own && { name: own.name, distance: 0 };
  let best: Found | undefined;
  for await (const commit of history(repository, [oid])) {
    const tag = tags.get(commit.oid);
    if (!tag) continue;
    const distance = await commitsBeyond(repository, oid, commit.oid);
    if (!best || distance < best.distance) best = { name: tag.name, distance };
  }
  return best;
}

async function commitsBeyond(repository: Repository, from: string, behind: string): Promise<number> {
  const known = new Set<string>();
  for await (const { oid } of history(repository, [behind])) known.add(oid);
  let count = 0;
  for await (const { oid } of history(repository, [from])) if (!known.has(oid)) count += 1;
  return count;
}

function text({ name, distance }: Found, oid: string, length: number, long: boolean): string {
  if (length === 0 || (distance === 0 && !long)) return name;
  return `${name}-${distance}-g${oid.slice(0, length)}`;
}

async function isDirty(repository: Repository): Promise<boolean> {
  const index = await ofIndex(repository);
  const tree = await ofWorkingTree(repository, (file) => index.has(file));
  const head = await ofCommit(repository, await resolveCommit(repository, "HEAD"));
  return changesBetween(index, tree).length > 0 || changesBetween(head, index).length > 0;
}

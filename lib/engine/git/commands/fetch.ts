import git from "isomorphic-git";
import { anywhere, inRepository, type Context, type Repository } from "../context";
import { fatal } from "../failure";
import { fetchFrom } from "../fetching";
import { readOptions } from "../options";
import { currentBranch, openRepository } from "../repository";
import { reachableUrl, remoteBy, shownUrl, tellOf, wire } from "../transport";
import { trackedBy } from "../upstream";

const spec = {
  flags: ["all", "prune", "quiet", "tags", "no-tags", "unshallow", "force", "verbose", "progress"],
  values: ["depth"],
  short: { p: "prune", q: "quiet", t: "tags", f: "force", v: "verbose" },
} as const;

export const fetch = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const [name, ...branches] = options.rest;
  const remotes = options.has("all")
    ? (await git.listRemotes({ ...repository })).map(({ remote }) => remote)
    : [name ?? (await usualRemote(repository))];
  const depth = options.has("unshallow") ? "2147483647" : options.value("depth");
  const asked = {
    depth: depth === undefined ? undefined : Number(depth),
    prune: options.has("prune"),
    quiet: options.has("quiet"),
    tags: !options.has("no-tags"),
  };
  if (name === undefined && (await git.listRemotes({ ...repository })).length === 0) return;
  for (const remote of remotes)
    for (const branch of branches.length > 0 ? branches : [undefined])
      await fetchFrom(repository, await remoteBy(repository, remote), { ...asked, branch: branch?.split(":")[0] });
});

/** The remote that the branch follows, else `origin`. */
export async function usualRemote(repository: Repository): Promise<string> {
  const branch = await currentBranch(repository);
  return (branch === undefined ? undefined : (await trackedBy(repository, branch))?.remote) ?? "origin";
}

export const lsRemote = anywhere(async (context, args) => {
  const options = readOptions(args, {
    flags: ["heads", "tags", "refs", "quiet", "symref"],
    short: { h: "heads", t: "tags", q: "quiet" },
  });
  const [name, ...patterns] = options.rest;
  const url = await addressOf(context, name);
  if (name === undefined && !options.has("quiet")) context.err(`From ${shownUrl(url)}\n`);
  const found = await git
    .listServerRefs({ ...wire(context, true), url: reachableUrl(url), peelTags: !options.has("refs") })
    .catch((error: unknown) => {
      throw tellOf(error, url);
    });
  const kinds = [...(options.has("heads") ? ["refs/heads/"] : []), ...(options.has("tags") ? ["refs/tags/"] : [])];
  for (const { ref, oid, peeled } of found) {
    if (kinds.length > 0 && !kinds.some((kind) => ref.startsWith(kind))) continue;
    if (patterns.length > 0 && !patterns.some((pattern) => ref === pattern || ref.endsWith(`/${pattern}`))) continue;
    context.out(`${oid}\t${ref}\n${peeled === undefined ? "" : `${peeled}\t${ref}^{}\n`}`);
  }
});

async function addressOf(context: Context, name: string | undefined): Promise<string> {
  if (name !== undefined && name.includes("://")) return name;
  const repository = await openRepository(context);
  const remote = await remoteBy(repository, name ?? (await usualRemote(repository)));
  return remote.url || fatal("No remote configured to list refs from.");
}

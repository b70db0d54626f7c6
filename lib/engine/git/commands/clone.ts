import { posix as path } from "node:path";
import git from "isomorphic-git";
import { moveTo } from "../checkout";
import { beginRepository } from "../begin-repository";
import { anywhere, type Context, type Repository } from "../context";
import { fatal } from "../failure";
import { fetchFrom } from "../fetching";
import { readOptions, type Options } from "../options";
import { tryResolve } from "../revision";
import { reachableUrl } from "../transport";
import { track } from "../upstream";

const spec = {
  flags: ["quiet", "no-checkout", "single-branch", "no-single-branch", "no-tags", "recurse-submodules", "progress"],
  values: ["depth", "branch", "origin"],
  lists: ["config", "filter"],
  short: { q: "quiet", n: "no-checkout", b: "branch", o: "origin", c: "config" },
} as const;

export const clone = anywhere(async (context, args) => {
  const options = readOptions(args, spec);
  const [url, folder] = options.rest;
  if (url === undefined) return fatal("You must specify a repository to clone.");
  const name = folder ?? path.basename(url.replace(/[/:]+$/u, "").replace(":", "/")).replace(/\.git$/u, "");
  const dir = path.resolve(context.cwd, name);
  const there = await context.fs.promises.readdir(dir).catch(() => undefined);
  if (there && there.length > 0)
    return fatal(`destination path '${name}' already exists and is not an empty directory.`);
  if (!options.has("quiet")) context.err(`Cloning into '${name}'...\n`);
  try {
    await cloneInto(context, { url, dir }, askedBy(options));
  } catch (error) {
    await (there ? clear(context, dir) : context.fs.promises.rm(dir, { recursive: true, force: true }));
    throw error;
  }
  return 0;
});

interface Asked {
  readonly branch: string | undefined;
  readonly one: boolean;
  readonly depth: number | undefined;
  readonly quiet: boolean;
  readonly tags: boolean;
  readonly checkout: boolean;
  readonly origin: string;
}

function askedBy(options: Options): Asked {
  const depth = options.value("depth");
  return {
    branch: options.value("branch"),
    one: (options.has("single-branch") || depth !== undefined) && !options.has("no-single-branch"),
    depth: depth === undefined ? undefined : Number(depth),
    quiet: options.has("quiet"),
    tags: !options.has("no-tags") && depth === undefined,
    checkout: !options.has("no-checkout"),
    origin: options.value("origin") ?? "origin",
  };
}

/** A clone that failed leaves nothing behind. */
async function clear({ fs }: Context, dir: string): Promise<void> {
  for (const name of await fs.promises.readdir(dir)) await fs.promises.rm(path.join(dir, name), { recursive: true });
}

async function cloneInto(context: Context, { url, dir }: { url: string; dir: string }, asked: Asked): Promise<void> {
  await context.fs.promises.mkdir(dir, { recursive: true });
  const repository: Repository = { ...context, cwd: dir, dir, gitdir: path.join(dir, ".git"), cache: {} };
  const { origin } = asked;
  await beginRepository(context, { dir, branch: "main" });
  await git.addRemote({ ...repository, remote: origin, url: reachableUrl(url) });
  const options = { depth: asked.depth, tags: asked.tags, prune: false };
  const fetched = await fetchFrom(
    { ...repository, err: asked.quiet ? () => undefined : quietly(context) },
    { name: origin, url: reachableUrl(url) },
    { ...options, quiet: asked.quiet, ...(asked.one && { branch: asked.branch ?? "HEAD" }) },
  );
  const branch = asked.branch ?? fetched.defaultBranch?.replace(/^refs\/heads\//u, "");
  if (branch === undefined || fetched.head === undefined) {
    context.err("warning: You appear to have cloned an empty repository.\n");
    if (branch !== undefined) await track(repository, branch, { remote: origin, branch });
    return;
  }
  await begin(repository, branch, asked);
}

/** Where the fetch tells of each new branch, a clone says nothing; its progress stays. */
const quietly =
  ({ err }: Context): Context["err"] =>
  (text) => {
    if (!text.startsWith("From ")) err(text);
  };

async function begin(repository: Repository, branch: string, { origin, checkout }: Asked): Promise<void> {
  const known = await tryResolve(repository, `refs/remotes/${origin}/${branch}`);
  const tag = known === undefined ? await tryResolve(repository, `refs/tags/${branch}`) : undefined;
  const oid = known ?? tag ?? fatal(`Remote branch ${branch} not found in upstream ${origin}`);
  if (tag === undefined) {
    await git.writeRef({ ...repository, ref: `refs/heads/${branch}`, value: oid, force: true });
    await git.writeRef({ ...repository, ref: "HEAD", value: `refs/heads/${branch}`, symbolic: true, force: true });
    const head = `refs/remotes/${origin}/${branch}`;
    await git.writeRef({ ...repository, ref: `refs/remotes/${origin}/HEAD`, value: head, symbolic: true, force: true });
    await track(repository, branch, { remote: origin, branch });
  } else await git.writeRef({ ...repository, ref: "HEAD", value: oid, force: true });
  if (checkout) await moveTo(repository, undefined, oid);
}

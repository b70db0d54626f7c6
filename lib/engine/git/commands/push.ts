import git from "isomorphic-git";
import { inRepository, type Repository } from "../context";
import { failed, fatal, GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { currentBranch } from "../repository";
import { isAncestor, short, tryResolve } from "../revision";
import { reachableUrl, remoteBy, shownUrl, tellOf, wire, type Remote } from "../transport";
import { track, trackedBy } from "../upstream";
import { usualRemote } from "./fetch";

const spec = {
  flags: [
    "set-upstream",
    "force",
    "force-with-lease",
    "delete",
    "tags",
    "all",
    "quiet",
    "dry-run",
    "verbose",
    "follow-tags",
    "porcelain",
    "no-verify",
    "progress",
  ],
  short: { u: "set-upstream", f: "force", d: "delete", q: "quiet", n: "dry-run", v: "verbose" },
} as const;

/** One branch or tag and where it is to go. */
interface Wanted {
  /** The full name here; undefined takes it away there. */
  readonly from: string | undefined;
  /** The full name there. */
  readonly to: string;
  readonly force: boolean;
}

export const push = inRepository(async (repository, args) => {
  const options = readOptions(args, spec);
  const [name, ...refspecs] = options.rest;
  const remote = await remoteBy(repository, name ?? (await destination(repository)));
  const wanted = await wantedOf(repository, remote, refspecs, options);
  const there = await theirReferences(repository, remote);
  const lines: string[] = [];
  const rejected: string[] = [];
  for (const one of wanted) {
    const outcome = await pushOne(repository, remote, one, {
      old: there.get(one.to),
      dry: options.has("dry-run"),
      quiet: options.has("quiet"),
    });
    if (outcome.line !== undefined) lines.push(outcome.line);
    if (outcome.rejected !== undefined) rejected.push(outcome.rejected);
  }
  if (lines.length === 0) repository.err("Everything up-to-date\n");
  else if (!options.has("quiet") || rejected.length > 0)
    repository.err(`To ${shownUrl(remote.url)}\n${lines.join("")}`);
  if (rejected.length > 0) refuse(remote, rejected);
  if (options.has("set-upstream"))
    await follow(options.has("quiet") ? { ...repository, out: () => undefined } : repository, remote, wanted);
  return 0;
});

/** Where it goes when nothing is said; where there is no remote at all, that is told. */
async function destination(repository: Repository): Promise<string> {
  const name = await usualRemote(repository);
  if ((await git.listRemotes({ ...repository })).length > 0) return name;
  return fatal(
    "No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n" +
      "    git remote add <name> <url>\n\nand then push using the remote name\n\n    git push <name>\n",
  );
}

async function wantedOf(repository: Repository, remote: Remote, refspecs: readonly string[], options: Options) {
  const force = options.has("force") || options.has("force-with-lease");
  const wanted: Wanted[] = [];
  const whole = (name: string) => `refs/heads/${name}`;
  if (options.has("all"))
    for (const name of await git.listBranches({ ...repository }))
      wanted.push({ from: whole(name), to: whole(name), force });
  if (options.has("tags") || options.has("follow-tags"))
    for (const name of await git.listTags({ ...repository }))
      wanted.push({ from: `refs/tags/${name}`, to: `refs/tags/${name}`, force });
  for (const refspec of refspecs)
    wanted.push(await parse(repository, remote, refspec, { force, deleting: options.has("delete") }));
  if (wanted.length > 0 || options.has("tags")) return wanted;
  return [await ownBranch(repository, remote, force, options.has("set-upstream"))];
}

async function parse(
  repository: Repository,
  remote: Remote,
  refspec: string,
  { force, deleting }: { readonly force: boolean; readonly deleting: boolean },
): Promise<Wanted> {
  const [from = "", given] = refspec.replace(/^\+/u, "").split(":");
  const to = given ?? from;
  const forced = force || refspec.startsWith("+");
  if (deleting || from === "") return { from: undefined, to: to.startsWith("refs/") ? to : `refs/heads/${to}`, force };
  const source = await wholeName(repository, from, remote.url);
  const kind = source.startsWith("refs/tags/") ? "refs/tags/" : "refs/heads/";
  const name = to === "HEAD" ? source.replace(/^refs\/heads\//u, "") : to;
  return { from: source, to: name.startsWith("refs/") ? name : kind + name, force: forced };
}

async function wholeName(repository: Repository, name: string, url: string): Promise<string> {
  if (name === "HEAD") {
    const branch = await currentBranch(repository);
    if (branch !== undefined) return `refs/heads/${branch}`;
  }
  for (const place of ["refs/heads/", "refs/tags/", ""])
    if ((await git.resolveRef({ ...repository, ref: place + name }).catch(() => undefined)) !== undefined)
      return place + name;
  const oid = await tryResolve(repository, name);
  return oid ?? failed(`src refspec ${name} does not match any\nerror: failed to push some refs to '${shownUrl(url)}'`);
}

async function ownBranch(repository: Repository, remote: Remote, force: boolean, following: boolean): Promise<Wanted> {
  const branch = (await currentBranch(repository)) ?? fatal("You are not currently on a branch.");
  const tracked = await trackedBy(repository, branch);
  const from = `refs/heads/${branch}`;
  const automatic = (await git.getConfig({ ...repository, path: "push.autoSetupRemote" })) as unknown;
  if (tracked?.remote === remote.name) return { from, to: `refs/heads/${tracked.branch}`, force };
  if (following || automatic === true || automatic === "true") return { from, to: from, force };
  throw new GitFailure(
    `fatal: The current branch ${branch} has no upstream branch.\n` +
      "To push the current branch and set the remote as upstream, use\n\n" +
      `    git push --set-upstream ${remote.name} ${branch}\n\n` +
      "To have this happen automatically for branches without a tracking\n" +
      "upstream, see 'push.autoSetupRemote' in 'git help config'.\n",
  );
}

async function theirReferences(repository: Repository, remote: Remote): Promise<ReadonlyMap<string, string>> {
  const found = await git
    .listServerRefs({ ...wire(repository, true), url: reachableUrl(remote.url), forPush: true, protocolVersion: 1 })
    .catch((error: unknown) => {
      throw tellOf(error, remote.url);
    });
  return new Map(found.map(({ ref, oid }) => [ref, oid]));
}

interface Outcome {
  readonly line?: string;
  readonly rejected?: string;
}

const shortName = (name: string): string => name.replace(/^refs\/(?:heads|tags)\//u, "");

const row = (mark: string, what: string, names: string, note = ""): string =>
  ` ${mark} ${what.padEnd(17)} ${names}${note === "" ? "" : ` (${note})`}\n`;

async function pushOne(
  repository: Repository,
  remote: Remote,
  { from, to, force }: Wanted,
  { old, dry, quiet }: { readonly old: string | undefined; readonly dry: boolean; readonly quiet: boolean },
): Promise<Outcome> {
  const oid = from === undefined ? undefined : await git.resolveRef({ ...repository, ref: from });
  if (oid === old) return {};
  const names = from === undefined ? shortName(to) : `${shortName(from)} -> ${shortName(to)}`;
  const refused = await whyRefused(repository, old, oid, to);
  if (refused !== undefined && !force) return { line: row("!", "[rejected]", names, refused), rejected: refused };
  if (!dry) {
    const answer = await send(repository, remote, { from, to, force: force || refused !== undefined }, quiet);
    if (answer !== undefined) return { line: row("!", "[remote rejected]", names, answer), rejected: answer };
  }
  return { line: doneLine({ old, oid, to, names, forced: refused !== undefined }) };
}

interface Done {
  readonly old: string | undefined;
  readonly oid: string | undefined;
  readonly to: string;
  readonly names: string;
  readonly forced: boolean;
}

function doneLine({ old, oid, to, names, forced }: Done): string {
  if (oid === undefined) return row("-", "[deleted]", names);
  if (old === undefined) return row("*", to.startsWith("refs/tags/") ? "[new tag]" : "[new branch]", names);
  if (!forced) return row(" ", `${short(old)}..${short(oid)}`, names);
  return row("+", `${short(old)}...${short(oid)}`, names, "forced update");
}

async function whyRefused(
  repository: Repository,
  old: string | undefined,
  oid: string | undefined,
  to: string,
): Promise<string | undefined> {
  if (old === undefined || oid === undefined) return undefined;
  if (to.startsWith("refs/tags/")) return "already exists";
  const known = await git.readObject({ ...repository, oid: old, format: "deflated" }).then(
    () => true,
    () => false,
  );
  if (!known) return "fetch first";
  return (await isAncestor(repository, old, oid)) ? undefined : "non-fast-forward";
}

/** Answers why the other side wouldn't, if it wouldn't. */
async function send(repository: Repository, remote: Remote, { from, to, force }: Wanted, quiet: boolean) {
  const result = await git
    .push({
      ...repository,
      ...wire(repository, quiet),
      url: reachableUrl(remote.url),
      ...(remote.name !== remote.url && { remote: remote.name }),
      ref: from ?? to,
      remoteRef: to,
      force,
      delete: from === undefined,
    })
    .catch((error: unknown) => {
      throw tellOf(error, remote.url);
    });
  const answer = result.refs[to];
  return answer?.ok === false ? (answer.error ?? "refused") : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  "fetch first":
    "hint: Updates were rejected because the remote contains work that you do\n" +
    "hint: not have locally. This is usually caused by another repository pushing\n" +
    "hint: to the same ref. You may want to first integrate the remote changes\n" +
    "hint: (e.g., 'git pull ...') before pushing again.\n" +
    "hint: See the 'Note about fast-forwards' in 'git push --help' for details.",
  "non-fast-forward":
    "hint: Updates were rejected because the tip of your current branch is behind\n" +
    "hint: its remote counterpart. Integrate the remote changes (e.g.\n" +
    "hint: 'git pull ...') before pushing again.\n" +
    "hint: See the 'Note about fast-forwards' in 'git push --help' for details.",
  "already exists": "hint: Updates were rejected because the tag already exists in the remote.",
};

function refuse(remote: Remote, why: readonly string[]): never {
  const hints = [...new Set(why)].flatMap((one) => (Object.hasOwn(reasons, one) ? [`\n${reasons[one]}`] : []));
  throw new GitFailure(`error: failed to push some refs to '${shownUrl(remote.url)}'${hints.join("")}`, 1);
}

async function follow(repository: Repository, remote: Remote, wanted: readonly Wanted[]): Promise<void> {
  for (const { from, to } of wanted) {
    if (from === undefined || !from.startsWith("refs/heads/")) continue;
    const branch = shortName(from);
    await track(repository, branch, { remote: remote.name, branch: shortName(to) });
    repository.out(`branch '${branch}' set up to track '${remote.name}/${shortName(to)}'.\n`);
  }
}

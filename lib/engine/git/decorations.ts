import git from "isomorphic-git";
import { paint, type Repository } from "./context";
import { currentBranch } from "./repository";
import { tryResolve } from "./revision";

/** A name that stands on a commit. */
export interface Decoration {
  readonly kind: "HEAD" | "branch" | "remote" | "tag" | "stash";
  readonly name: string;
  /** With where it lies: `refs/heads/main`. */
  readonly full: string;
}

export type Decorations = ReadonlyMap<string, readonly Decoration[]>;

async function allNames(repository: Repository): Promise<Decoration[]> {
  const tags = await git.listTags({ ...repository });
  const remotes = await git.listRemotes({ ...repository });
  const names: Decoration[] = tags.map((name) => ({ kind: "tag", name, full: `refs/tags/${name}` }));
  for (const { remote } of remotes)
    for (const name of await git.listBranches({ ...repository, remote }))
      names.push({ kind: "remote", name: `${remote}/${name}`, full: `refs/remotes/${remote}/${name}` });
  names.push({ kind: "stash", name: "refs/stash", full: "refs/stash" });
  for (const name of await git.listBranches({ ...repository }))
    names.push({ kind: "branch", name, full: `refs/heads/${name}` });
  return names.toSorted((a, b) => (a.full < b.full ? 1 : -1));
}

/** By commit, in git's order: HEAD, then tags, branches of remotes and branches, each from the last to the first. */
export async function readDecorations(repository: Repository): Promise<Decorations> {
  const found = new Map<string, Decoration[]>();
  const names: Decoration[] = [{ kind: "HEAD", name: "HEAD", full: "HEAD" }, ...(await allNames(repository))];
  for (const one of names) {
    const oid = await tryResolve(repository, one.full);
    if (oid !== undefined) found.set(oid, [...(found.get(oid) ?? []), one]);
  }
  const branch = await currentBranch(repository);
  if (branch === undefined) return found;
  for (const [oid, [head, ...others]] of found)
    if (head?.kind === "HEAD") {
      const own = { kind: "branch", name: branch, full: `refs/heads/${branch}` } as const;
      found.set(oid, [head, own, ...others.filter(({ full }) => full !== own.full)]);
    }
  return found;
}

const colors = {
  HEAD: "boldCyan",
  branch: "boldGreen",
  remote: "boldRed",
  tag: "boldYellow",
  stash: "boldMagenta",
} as const;

export interface DecorationForm {
  readonly full?: boolean;
  readonly color?: boolean;
}

const titleOf = ({ kind, name, full: whole }: Decoration, full: boolean): string =>
  `${kind === "tag" ? "tag: " : ""}${full ? whole : name}`;

/** As behind a commit's name, without the brackets: `HEAD -> main, tag: v1`. */
export function decorationText(names: readonly Decoration[], { full = false, color = false }: DecorationForm): string {
  const [first, second] = names;
  const isJoined = first?.kind === "HEAD" && second?.kind === "branch";
  let text = "";
  for (const [at, one] of names.entries()) {
    if (at > (isJoined ? 1 : 0)) text += paint({ color }, "yellow", ", ");
    const arrow = at === 0 && isJoined ? " -> " : "";
    text += paint({ color }, colors[one.kind], titleOf(one, full) + arrow);
  }
  return text;
}

export function bracketed(names: readonly Decoration[], form: DecorationForm): string {
  if (names.length === 0) return "";
  const sign = (text: string) => paint({ color: form.color === true }, "yellow", text);
  return `${sign(" (")}${decorationText(names, form)}${sign(")")}`;
}

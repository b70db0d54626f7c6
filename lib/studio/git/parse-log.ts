export interface GitCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly subject: string;
  /** Branches and tags that stand on it, the current branch first. */
  readonly names: readonly CommitName[];
}

export interface CommitName {
  readonly type: "head" | "branch" | "remote" | "tag";
  readonly name: string;
}

const separator = "\u001f";

/** What `git log` is asked for, so that `parseLog` can read it: a subject is a line, so a line is a commit. */
export const logFormat = `%H${separator}%P${separator}%an${separator}%at${separator}%D${separator}%s`;

export function parseLog(text: string): readonly GitCommit[] {
  return text.split("\n").flatMap((line) => {
    const [id = "", parents = "", author = "", at = "", names = "", ...subject] = line.split(separator);
    if (!/^[0-9a-f]{40}$/u.test(id)) return [];
    const commit: GitCommit = {
      id,
      parents: parents.split(" ").filter((parent) => parent !== ""),
      author,
      at: Number(at) * 1000,
      subject: subject.join(separator),
      names: names.split(", ").flatMap(parseName),
    };
    return [commit];
  });
}

const folders = { heads: "branch", remotes: "remote", tags: "tag" } as const;

/**
 * As `git log --decorate=full` has it: `HEAD -> refs/heads/main`, `refs/remotes/origin/main`, `tag: refs/tags/v1`. A HEAD
 * that is on no branch has no name, and neither has what lies elsewhere.
 */
function parseName(text: string): readonly CommitName[] {
  const [, head, folder, name] = /^(HEAD -> )?(?:tag: )?refs\/(heads|remotes|tags)\/(.+)$/u.exec(text) ?? [];
  if (name === undefined || (folder === "remotes" && name.endsWith("/HEAD"))) return [];
  const type = folder === "heads" || folder === "remotes" || folder === "tags" ? folders[folder] : "branch";
  return [{ type: head === undefined ? type : "head", name }];
}

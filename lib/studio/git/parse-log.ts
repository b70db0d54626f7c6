export interface GitCommit {
  readonly id: string;
  readonly parents: readonly string[];
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly subject: string;
}

const separator = "\u001f";

/** What `git log` is asked for, so that `parseLog` can read it: a subject is a line, so a line is a commit. */
export const logFormat = `%H${separator}%P${separator}%an${separator}%at${separator}%s`;

export function parseLog(text: string): readonly GitCommit[] {
  return text.split("\n").flatMap((line) => {
    const [id = "", parents = "", author = "", at = "", ...subject] = line.split(separator);
    if (!/^[0-9a-f]{40}$/u.test(id)) return [];
    const commit: GitCommit = {
      id,
      parents: parents.split(" ").filter((parent) => parent !== ""),
      author,
      at: Number(at) * 1000,
      subject: subject.join(separator),
    };
    return [commit];
  });
}

export type ChangeKind = "modified" | "added" | "deleted" | "renamed" | "untracked" | "conflicted";

export interface GitChange {
  readonly path: string;
  /** Where it was before it was renamed. */
  readonly from?: string;
  readonly kind: ChangeKind;
}

export interface GitStatus {
  /** Undefined while HEAD is on no branch. */
  readonly branch: string | undefined;
  readonly hasCommits: boolean;
  readonly upstream?: string;
  readonly ahead: number;
  readonly behind: number;
  readonly staged: readonly GitChange[];
  readonly unstaged: readonly GitChange[];
  readonly conflicts: readonly GitChange[];
}

const kinds: Readonly<Record<string, ChangeKind>> = {
  M: "modified",
  T: "modified",
  A: "added",
  C: "added",
  D: "deleted",
  R: "renamed",
};

const unmerged = new Set(["DD", "AU", "UD", "UA", "DU", "AA", "UU"]);

/** What `git status --porcelain --branch --untracked-files=all` printed. */
export function parseStatus(text: string): GitStatus {
  const staged: GitChange[] = [];
  const unstaged: GitChange[] = [];
  const conflicts: GitChange[] = [];
  let head = parseHead("");
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) head = parseHead(line.slice(3));
    else if (line.length > 3) sort(line, { staged, unstaged, conflicts });
  }
  return { ...head, staged, unstaged, conflicts };
}

function sort(
  line: string,
  into: { readonly staged: GitChange[]; readonly unstaged: GitChange[]; readonly conflicts: GitChange[] },
): void {
  const [index = " ", tree = " "] = line;
  const { path, from } = namesIn(line.slice(3));
  if (unmerged.has(index + tree)) into.conflicts.push({ path, kind: "conflicted" });
  else if (index === "?") into.unstaged.push({ path, kind: "untracked" });
  else {
    const inIndex = kinds[index];
    const inTree = kinds[tree];
    if (inIndex) into.staged.push({ path, kind: inIndex, ...(from !== undefined && { from }) });
    if (inTree) into.unstaged.push({ path, kind: inTree });
  }
}

function namesIn(text: string): { readonly path: string; readonly from?: string } {
  const [, from, to] = /^("(?:[^"\\]|\\.)*"|.*?) -> (.*)$/u.exec(text) ?? [];
  return from === undefined || to === undefined ? { path: unquote(text) } : { path: unquote(to), from: unquote(from) };
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Git writes a name with unusual bytes in quotes, as C would. */
export function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes: number[] = [];
  for (const [piece, octal, sign] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (sign !== undefined) bytes.push(escapes[sign] ?? sign.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(piece));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function parseHead(text: string): Omit<GitStatus, "staged" | "unstaged" | "conflicts"> {
  const nothing = { branch: undefined, hasCommits: true, ahead: 0, behind: 0 };
  const [, unborn] = /^(?:No commits yet on|Initial commit on) (.+)$/u.exec(text) ?? [];
  if (unborn !== undefined) return { ...nothing, branch: unborn, hasCommits: false };
  if (text === "" || text === "HEAD (no branch)") return nothing;
  const [, branch, upstream, marks = ""] = /^(.+?)(?:\.\.\.(\S+))?(?: \[(.+)\])?$/u.exec(text) ?? [];
  const count = (word: string) => Number(new RegExp(`${word} (\\d+)`, "u").exec(marks)?.[1] ?? 0);
  return {
    branch,
    hasCommits: true,
    ...(upstream !== undefined && { upstream }),
    ahead: count("ahead"),
    behind: count("behind"),
  };
}

import type { ReadableStore } from "@/lib/base";
import { momentLabel, type Workspace } from "@/lib/workspace";
import type { GitProgram } from "./git-program";
import type { GitState } from "./git-state";
import type { GitChange } from "./parse-status";

/** What was done, with the way back where there is one. */
export interface GitDone {
  readonly undo?: () => Promise<void>;
}

/** What a person does to the repository. Each tells the panel to look again. */
export interface GitActions {
  readonly init: () => Promise<GitDone>;
  readonly introduce: (name: string, email: string) => Promise<GitDone>;
  readonly stage: (changes: readonly GitChange[]) => Promise<GitDone>;
  readonly unstage: (changes: readonly GitChange[]) => Promise<GitDone>;
  /** Takes back what isn't staged. A checkpoint is made first, so it can be undone. */
  readonly discard: (changes: readonly GitChange[]) => Promise<GitDone>;
  /** Answers the short name of the commit. */
  readonly commit: (
    message: string,
    options: { readonly all: boolean; readonly amend: boolean },
  ) => Promise<GitDone & { readonly id: string }>;
  readonly createBranch: (name: string, start?: string) => Promise<GitDone>;
  readonly switchTo: (branch: string) => Promise<GitDone>;
  readonly merge: (branch: string) => Promise<GitDone>;
  readonly deleteBranch: (branch: string) => Promise<GitDone>;
  readonly setRemote: (url: string) => Promise<GitDone>;
}

export interface GitActionParts {
  /** Writes down what was typed, before Git looks at it or puts something else in its place. */
  readonly flush: () => Promise<void>;
  readonly workspace: Workspace;
  readonly git: GitProgram;
  readonly refresh: () => Promise<void>;
  readonly state: ReadableStore<GitState>;
}

type Act = <T>(work: () => Promise<T>) => Promise<T>;

export function createGitActions(parts: GitActionParts): GitActions {
  const { git, flush, refresh } = parts;
  const act: Act = async (work) => {
    try {
      await flush();
      return await work();
    } finally {
      await refresh();
    }
  };
  const plainly = (...args: readonly string[]) =>
    act(async (): Promise<GitDone> => {
      await git(...args);
      return {};
    });
  return {
    init: () => plainly("init", "-b", "main"),
    introduce: (name, email) =>
      act(async () => {
        await git("config", "user.name", name);
        await git("config", "user.email", email);
        return {};
      }),
    stage: (changes) => plainly("add", "-A", "--", ...changes.map(({ path }) => path)),
    unstage: (changes) => act(() => unstage(parts, changes)),
    discard: (changes) => act(() => discard(parts, changes)),
    commit: (message, options) => act(() => commit(parts, act, message, options)),
    ...branching(git, act, plainly),
    setRemote: (url) =>
      act(async () => {
        const has = (await git("remote")).split("\n").includes("origin");
        await git("remote", has ? "set-url" : "add", "origin", url);
        return {};
      }),
  };
}

type Branching = Pick<GitActions, "createBranch" | "switchTo" | "merge" | "deleteBranch">;

function branching(git: GitProgram, act: Act, plainly: (...args: readonly string[]) => Promise<GitDone>): Branching {
  return {
    createBranch: (name, start) => plainly("switch", "-c", name, ...(start === undefined ? [] : [start])),
    switchTo: (branch) => plainly("switch", branch),
    merge: (branch) => plainly("merge", branch),
    deleteBranch: (branch) =>
      act(async () => {
        const tip = (await git("rev-parse", branch)).trim();
        await git("branch", "-D", branch);
        return { undo: () => act(async () => void (await git("branch", branch, tip))) };
      }),
  };
}

async function unstage({ git, state }: GitActionParts, changes: readonly GitChange[]): Promise<GitDone> {
  const paths = changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from]));
  const now = state.get();
  const hasCommits = now.type === "ready" && now.status.hasCommits;
  await (hasCommits ? git("restore", "--staged", "--", ...paths) : git("rm", "--cached", "-q", "--", ...paths));
  return {};
}

async function discard({ workspace, git }: GitActionParts, changes: readonly GitChange[]): Promise<GitDone> {
  const paths = changes.map(({ path }) => path);
  const before = await workspace.history.checkpoint(momentLabel({ type: "discarding", paths: paths.join(", ") }), {
    automatic: true,
  });
  const fresh = changes.filter(({ kind }) => kind === "untracked").map(({ path }) => path);
  const known = paths.filter((path) => !fresh.includes(path));
  if (known.length > 0) await git("restore", "--", ...known);
  if (fresh.length > 0)
    await workspace.apply(
      fresh.map((path) => ({ type: "remove", path })),
      "restore",
    );
  return { undo: async () => void (await workspace.history.restore(before.id, paths)) };
}

async function commit(
  { git, state }: GitActionParts,
  act: Act,
  message: string,
  { all, amend }: { readonly all: boolean; readonly amend: boolean },
): Promise<GitDone & { readonly id: string }> {
  const before = state.get();
  const hadCommits = before.type === "ready" && before.status.hasCommits;
  const old = hadCommits ? (await git("rev-parse", "HEAD")).trim() : undefined;
  if (all) await git("add", "-A");
  await git("commit", ...(amend ? ["--amend"] : []), "-m", message);
  const id = (await git("rev-parse", "--short", "HEAD")).trim();
  if (old === undefined) return { id };
  return { id, undo: () => act(async () => void (await git("reset", "--soft", old))) };
}

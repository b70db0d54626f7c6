import { codeOf, createStore, messageOf, type ReadableStore } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";
import type { Computer } from "../computer";
import { createGitActions, type GitActions } from "./git-actions";
import { createGitProgram, type GitProgram } from "./git-program";
import type { GitState } from "./git-state";
import { logFormat, parseLog, type GitCommit } from "./parse-log";
import { parseStatus, type GitStatus } from "./parse-status";
import { createGitRemote, type GitRemote } from "./git-remote";

/** The project's repository, as the sandbox's git tells it. */
export interface GitDesk {
  readonly state: ReadableStore<GitState>;
  readonly isAsking: ReadableStore<boolean>;
  readonly refresh: () => Promise<void>;
  /** Only what has changed, which is asked for often. */
  readonly refreshStatus: () => Promise<void>;
  /** How many commits the log reaches back. */
  readonly showMore: () => Promise<void>;
  readonly actions: GitActions;
  readonly remote: GitRemote;
  /** The text of a file in a commit; undefined when it wasn't there. */
  readonly readAt: (revision: string, path: string) => Promise<string | undefined>;
  readonly filesOf: (commit: string) => Promise<readonly CommitFile[]>;
}

export interface CommitFile {
  readonly path: string;
  readonly letter: string;
}

const page = 60;

export interface GitDeskParts {
  readonly workspace: Workspace;
  readonly computer: Computer;
  /** Writes down what was typed. */
  readonly flush: () => Promise<void>;
}

export function createGitDesk({ workspace, computer, flush }: GitDeskParts): GitDesk {
  const state = createStore<GitState>({ type: "unknown" });
  const isAsking = createStore(false);
  const git = createGitProgram(async () => {
    const sandbox = await computer.start();
    const now = computer.state.get();
    if (now.type === "ready") await now.mirror.settle();
    return sandbox;
  });
  let length = page;
  let asking: Promise<void> | undefined;
  let isStale = false;
  const ask = async () => {
    isAsking.set(true);
    try {
      do {
        isStale = false;
        state.set(await readState(workspace, git, length));
      } while (isStale);
    } catch (error) {
      state.set({ type: "failed", reason: messageOf(error) });
    } finally {
      isAsking.set(false);
      asking = undefined;
    }
  };
  const refresh = () => {
    if (asking) isStale = true;
    return (asking ??= ask());
  };
  return {
    state,
    isAsking,
    refresh,
    async refreshStatus() {
      const now = state.get();
      if (asking) return;
      if (now.type !== "ready") {
        if (now.type !== "failed" && (await isRepository(workspace))) await refresh();
        return;
      }
      const status = await git(...statusArguments).catch(() => undefined);
      if (status !== undefined && state.get() === now)
        state.set({ ...now, status: withCommits(parseStatus(status), now.log) });
    },
    showMore() {
      length += page;
      return refresh();
    },
    actions: createGitActions({ workspace, git, flush, refresh, state }),
    remote: createGitRemote({ computer, git, flush, refresh }),
    readAt: (revision, path) => readAt(git, revision, path),
    filesOf: async (commit) => parseFiles(await git("show", "--name-status", "--format=", commit)),
  };
}

async function readAt(git: GitProgram, revision: string, path: string): Promise<string | undefined> {
  try {
    return await git("show", `${revision}:${path}`);
  } catch (error) {
    if (codeOf(error) === "EGIT") return undefined;
    throw error;
  }
}

const statusArguments = ["status", "--porcelain", "--branch", "--untracked-files=all"] as const;

const withCommits = (status: GitStatus, { length }: readonly GitCommit[]): GitStatus => ({
  ...status,
  hasCommits: status.hasCommits && length > 0,
});

async function readState(workspace: Workspace, git: GitProgram, length: number): Promise<GitState> {
  if (!(await isRepository(workspace))) return { type: "none" };
  const status = parseStatus(await git(...statusArguments));
  const orNothing = (text: Promise<string>) => text.catch(() => "");
  const [branches, log, remote, name, email] = await Promise.all([
    orNothing(git("branch")),
    orNothing(git("log", "--all", "--decorate=full", `-${length}`, `--format=${logFormat}`)),
    orNothing(git("remote", "get-url", "origin")),
    orNothing(git("config", "user.name")),
    orNothing(git("config", "user.email")),
  ]);
  const commits = parseLog(log);
  const url = remote.trim();
  return {
    type: "ready",
    status: withCommits(status, commits),
    branches: parseBranches(branches),
    log: commits,
    remote: url === "" ? undefined : url,
    who: name.trim() === "" ? undefined : { name: name.trim(), email: email.trim() },
  };
}

async function isRepository(workspace: Workspace): Promise<boolean> {
  try {
    await workspace.stat(".git/HEAD");
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

const parseBranches = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.slice(2).trim())
    .filter((name) => name !== "" && !name.startsWith("("));

const parseFiles = (text: string): readonly CommitFile[] =>
  text.split("\n").flatMap((line) => {
    const [letter = "", ...paths] = line.split("\t");
    const path = paths.at(-1);
    return path === undefined || letter === "" ? [] : [{ letter: letter.slice(0, 1), path }];
  });

import type { GitCommit } from "./parse-log";
import type { GitStatus } from "./parse-status";

export interface GitFacts {
  readonly status: GitStatus;
  readonly branches: readonly string[];
  /** Newest first, of all branches. */
  readonly log: readonly GitCommit[];
  readonly remote: string | undefined;
  readonly who: { readonly name: string; readonly email: string } | undefined;
}

export type GitState =
  | { readonly type: "unknown" }
  /** This project is no repository yet. */
  | { readonly type: "none" }
  | { readonly type: "failed"; readonly reason: string }
  | ({ readonly type: "ready" } & GitFacts);

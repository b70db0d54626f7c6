import git from "isomorphic-git";
import type { Repository } from "./context";

/** The whole name of what somebody calls `main`, `v1.0` or `origin`; undefined for what is no reference. */
export const fullNameOf = (repository: Repository, name: string): Promise<string | undefined> =>
  git.expandRef({ ...repository, ref: name }).catch(() => undefined);

import git from "isomorphic-git";
import http from "isomorphic-git/http/web";
import { Failure } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { ToldFailure } from "../told-failure";
import type { GitToken, Network } from "./network";
import { createSandboxFs } from "./sandbox-fs";

export interface NetworkParts {
  readonly sandbox: Sandbox;
  readonly kept: GitToken | undefined;
  /** Whom the token is for: nobody else gets it, whatever a program has written into the repository meanwhile. */
  readonly host: string;
  readonly tell: (progress: string) => void;
  /** What is thrown when the host wants to know who is there, or doesn't believe it. */
  readonly refuse: (wasTried: boolean) => Error;
}

/** isomorphic-git at the app's side, on the sandbox's files, through this server's git proxy. */
export function openNetwork({ sandbox, kept, host, tell, refuse }: NetworkParts): Network {
  const common = {
    fs: createSandboxFs(sandbox.files),
    http,
    corsProxy: `${location.origin}/api/git`,
    onProgress: ({ phase, loaded, total }: { phase: string; loaded: number; total: number }) => {
      tell(total > 0 ? `${phase} ${Math.floor((loaded / total) * 100)} %` : `${phase} ${loaded}`);
    },
    onAuth: (url: string) => {
      if (!kept || !URL.canParse(url) || new URL(url).host !== host) throw refuse(false);
      return {
        username: kept.user === "" ? kept.token : kept.user,
        password: kept.user === "" ? "x-oauth-basic" : kept.token,
      };
    },
    onAuthFailure: () => {
      throw refuse(true);
    },
  };
  const dir = sandbox.cwd;
  const branchNow = async () => {
    const branch = await git.currentBranch({ ...common, dir });
    if (!branch) throw new ToldFailure("EGIT", ({ noBranch }) => noBranch);
    return branch;
  };
  return {
    fetch: async () => void (await git.fetch({ ...common, dir, remote: "origin", tags: true })),
    async push() {
      const ref = await branchNow();
      const { ok, error } = await git.push({ ...common, dir, ref, remote: "origin" });
      if (!ok)
        throw error ? new Failure("EGIT", error) : new ToldFailure("EGIT", ({ pushRefused }) => pushRefused(host));
      await git.setConfig({ ...common, dir, path: `branch.${ref}.remote`, value: "origin" });
      await git.setConfig({ ...common, dir, path: `branch.${ref}.merge`, value: `refs/heads/${ref}` });
    },
    async clone({ url, branch }, into) {
      await sandbox.files.mkdir(into);
      await git.clone({
        ...common,
        dir: into,
        url,
        singleBranch: true,
        depth: 50,
        ...(branch !== undefined && { ref: branch }),
      });
    },
  };
}

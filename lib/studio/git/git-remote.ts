import { joinPath, createStore, type ReadableStore } from "@/lib/base";
import type { Computer } from "../computer";
import type { GitProgram } from "./git-program";
import { ToldFailure } from "../told-failure";
import { gitTrouble } from "./git-trouble";
import type { GitToken, Network } from "./network";
import type { RepositoryPlace } from "./repository-url";

export type RemoteState =
  | { readonly type: "idle" }
  | { readonly type: "working"; readonly what: RemoteWork; readonly progress: string }
  /** The host wants to know who is there, or didn't believe it; the work can be asked for again with a token. */
  | { readonly type: "token-needed"; readonly host: string; readonly what: RemoteWork; readonly wasTried: boolean };

export type RemoteWork = "clone" | "fetch" | "pull" | "push";

/**
 * What goes over the network. It runs at the app's side: a token goes from the key store into a header of the app's own call
 * to the server's git proxy, and nowhere else. Programs of the project never see it, and the proxy takes none from them.
 */
export interface GitRemote {
  readonly state: ReadableStore<RemoteState>;
  /** Each tells whether it was done: not when the host wants to know who is there first. */
  readonly fetch: () => Promise<boolean>;
  readonly pull: () => Promise<boolean>;
  readonly push: () => Promise<boolean>;
  /** Into a folder of the project, or into the project itself. */
  readonly clone: (place: RepositoryPlace, folder: string) => Promise<boolean>;
  readonly keepToken: (host: string, token: GitToken) => Promise<void>;
  readonly forgetToken: (host: string) => Promise<void>;
  readonly hasToken: (host: string) => Promise<boolean>;
  readonly dismiss: () => void;
}

export interface GitRemoteParts {
  readonly computer: Computer;
  readonly git: GitProgram;
  /** Writes down what was typed. */
  readonly flush: () => Promise<void>;
  readonly refresh: () => Promise<void>;
}

const keyOf = (host: string): string => `git:${host}`;

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "");

const openKeys = async () => (await (await import("../model-desk")).openModelDesk()).keys;

class TokenNeeded extends Error {
  constructor(readonly wasTried: boolean) {
    super("The host wants to know who is there.");
  }
}

export function createGitRemote({ computer, git, flush, refresh }: GitRemoteParts): GitRemote {
  const state = createStore<RemoteState>({ type: "idle" });
  const work = async (what: RemoteWork, url: string, run: (network: Network) => Promise<void>): Promise<boolean> => {
    const host = hostOf(url);
    const tell = (progress: string) => {
      state.set({ type: "working", what, progress });
    };
    tell("");
    try {
      const [sandbox, keys] = await Promise.all([computer.start(), openKeys(), flush()]);
      const kept = readToken(await keys.get(keyOf(host)));
      const { openNetwork } = await import("./git-network");
      await run(openNetwork({ sandbox, kept, host, tell, refuse: (wasTried) => new TokenNeeded(wasTried) }));
      state.set({ type: "idle" });
      return true;
    } catch (error) {
      if (!(error instanceof TokenNeeded)) {
        state.set({ type: "idle" });
        throw gitTrouble(error, host);
      }
      state.set({ type: "token-needed", host, what, wasTried: error.wasTried });
      return false;
    } finally {
      await refresh();
    }
  };
  const atOrigin = (what: RemoteWork, run: (network: Network) => Promise<void>) => async () => {
    const url = (await git("remote", "get-url", "origin")).trim();
    return work(what, url, run);
  };
  return {
    state,
    fetch: atOrigin("fetch", (network) => network.fetch()),
    pull: atOrigin("pull", async (network) => {
      const branch = (await git("branch", "--show-current")).trim();
      if (branch === "") throw new ToldFailure("EGIT", ({ noBranch }) => noBranch);
      await network.fetch();
      await git("merge", "--no-edit", `origin/${branch}`);
    }),
    push: atOrigin("push", (network) => network.push()),
    clone: (place, folder) =>
      work("clone", place.url, async (network) => {
        const sandbox = await computer.start();
        await network.clone(place, joinPath(sandbox.cwd, folder));
        const now = computer.state.get();
        if (now.type === "ready") await now.mirror.settle();
      }),
    keepToken: async (host, token) => {
      await (await openKeys()).set(keyOf(host), JSON.stringify(token));
      state.set({ type: "idle" });
    },
    forgetToken: async (host) => {
      await (await openKeys()).remove(keyOf(host));
    },
    hasToken: async (host) => (await openKeys()).status.get().names.includes(keyOf(host)),
    dismiss() {
      state.set({ type: "idle" });
    },
  };
}

function readToken(text: string | undefined): GitToken | undefined {
  if (text === undefined) return undefined;
  const raw = JSON.parse(text) as Partial<GitToken>;
  return typeof raw.token === "string" ? { user: raw.user ?? "", token: raw.token } : undefined;
}

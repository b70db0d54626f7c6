import type { RepositoryPlace } from "./repository-url";

/** Who someone is at a host. */
export interface GitToken {
  readonly user: string;
  readonly token: string;
}

/** Git's calls over the network, with everything that they need at hand. */
export interface Network {
  readonly fetch: () => Promise<void>;
  readonly push: () => Promise<void>;
  readonly clone: (place: RepositoryPlace, dir: string) => Promise<void>;
}

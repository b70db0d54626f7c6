/** Where the git proxy may go: an origin, and whether it is one that this server's owner has written out in full. */
export interface GitHost {
  readonly origin: string;
  /** Written with its scheme: then it may be in a network of one's own, and without TLS. */
  readonly trusted: boolean;
}

const usual = "github.com gitlab.com bitbucket.org codeberg.org git.sr.ht gitea.com huggingface.co dev.azure.com";

/**
 * The hosts by the name that stands in a path below `/api/git/`, such as `github.com` or `git.example.org:8443`.
 * `TABSMITH_GIT_HOSTS` replaces the usual ones; an entry such as `http://git.internal:3000` names an origin in full.
 */
export function readGitHosts(configured: string | undefined): ReadonlyMap<string, GitHost> {
  const entries = (configured?.trim() || usual).split(/[\s,]+/u).filter((entry) => entry !== "");
  const hosts = new Map<string, GitHost>();
  for (const entry of entries) {
    const trusted = /^https?:\/\//u.test(entry);
    const url = trusted ? entry : `https://${entry}`;
    if (!URL.canParse(url)) continue;
    const { host, origin } = new URL(url);
    hosts.set(host, { origin, trusted });
  }
  return hosts;
}

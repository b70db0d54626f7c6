import { compilePathPattern } from "./path-pattern";

export interface Protection {
  readonly pattern: string;
  readonly against: "read" | "write";
  /** Completes "This path is asked about each time because …". */
  readonly because: string;
}

/** Asked about each time, in every mode: a mistake here outlives the session or leaks a secret. */
export const protections: readonly Protection[] = [
  { pattern: "**/.git/**", against: "write", because: "it is the repository's own data" },
  { pattern: "/.git", against: "write", because: "it is the repository's own data" },
  { pattern: "/.tabsmith/**", against: "write", because: "it holds this project's settings, rules and hooks" },
  { pattern: "/.tabsmith", against: "write", because: "it holds this project's settings, rules and hooks" },
  { pattern: "/.claude/**", against: "write", because: "it holds agent settings, rules and hooks" },
  {
    pattern: "{AGENTS,CLAUDE,AGENTS.local,CLAUDE.local}.md",
    against: "write",
    because: "agents read it as instructions",
  },
  { pattern: "{.npmrc,.yarnrc,.yarnrc.yml,.netrc}", against: "write", because: "it decides where packages come from" },
  { pattern: ".husky/**", against: "write", because: "git runs what lies there" },
  { pattern: "{.env,.env.*}", against: "read", because: "it usually holds secrets" },
  { pattern: "{.npmrc,.netrc,.pypirc}", against: "read", because: "it usually holds tokens" },
  { pattern: "{*.pem,*.p12,*.pfx,id_rsa,id_ed25519,id_ecdsa}", against: "read", because: "it is a private key" },
];

const harmless = compilePathPattern("{.env.example,.env.sample,.env.template,.env.dist}");
const compiled = protections.map((protection) => ({ protection, fits: compilePathPattern(protection.pattern) }));

/** Why a path is asked about each time, or undefined. What may not be read without asking may not be written either. */
export function protectionOf(path: string, action: "read" | "write"): Protection | undefined {
  if (harmless(path)) return undefined;
  return compiled.find(({ protection, fits }) => (action === "write" || protection.against === "read") && fits(path))
    ?.protection;
}

import { compilePathPattern } from "./path-pattern";

/** Completes "This path is asked about each time because …", for the model. */
export const causes = {
  repository: "it is the repository's own data",
  settings: "it holds this project's settings, rules and hooks",
  agentSettings: "it holds agent settings, rules and hooks",
  instructions: "agents read it as instructions",
  packages: "it decides where packages come from",
  hooks: "git runs what lies there",
  secrets: "it usually holds secrets",
  tokens: "it usually holds tokens",
  privateKey: "it is a private key",
};

export type ProtectionCause = keyof typeof causes;

export interface Protection {
  readonly pattern: string;
  readonly against: "read" | "write";
  readonly because: ProtectionCause;
}

/** Asked about each time, in every mode: a mistake here outlives the session or leaks a secret. */
export const protections: readonly Protection[] = [
  { pattern: "**/.git/**", against: "write", because: "repository" },
  { pattern: "/.git", against: "write", because: "repository" },
  { pattern: "/.tabsmith/**", against: "write", because: "settings" },
  { pattern: "/.tabsmith", against: "write", because: "settings" },
  { pattern: "/.claude/**", against: "write", because: "agentSettings" },
  {
    pattern: "{AGENTS,CLAUDE,AGENTS.local,CLAUDE.local}.md",
    against: "write",
    because: "instructions",
  },
  { pattern: "{.npmrc,.yarnrc,.yarnrc.yml,.netrc}", against: "write", because: "packages" },
  { pattern: ".husky/**", against: "write", because: "hooks" },
  { pattern: "{.env,.env.*}", against: "read", because: "secrets" },
  { pattern: "{.npmrc,.netrc,.pypirc}", against: "read", because: "tokens" },
  { pattern: "{*.pem,*.p12,*.pfx,id_rsa,id_ed25519,id_ecdsa}", against: "read", because: "privateKey" },
];

const harmless = compilePathPattern("{.env.example,.env.sample,.env.template,.env.dist}");
const compiled = protections.map((protection) => ({ protection, fits: compilePathPattern(protection.pattern) }));

/** Why a path is asked about each time, or undefined. What may not be read without asking may not be written either. */
export function protectionOf(path: string, action: "read" | "write"): Protection | undefined {
  if (harmless(path)) return undefined;
  return compiled.find(({ protection, fits }) => (action === "write" || protection.against === "read") && fits(path))
    ?.protection;
}

/** How a decision about a call is told, in English. The chat says it, the permissions' panel and a replay. */
export const decisionsEn = {
  modes: {
    plan: "Plan only",
    default: "Ask first",
    acceptEdits: "Accept edits",
    dontAsk: "Never ask, deny instead",
    bypass: "Allow everything",
  },
  scopes: { session: "this session", project: "this project", user: "all my projects" },
  verdicts: { deny: "refused", ask: "asked", allow: "let through" },
  said: { allow: "allowed once by you", always: "always allowed by you", deny: "refused by you" },
  because: (answer: string, reason: string) => `${answer}: ${reason}`,
  /** Why a call is asked about. */
  asks: {
    mode: (tool: string) => `${tool} needs your permission.`,
    rule: (rule: string) => `The rule “${rule}” asks about this.`,
    unparsable: (why: string) => `This command can't be read with certainty: ${why}.`,
    everything: (place: string) => `This would reach everything in ${place}, so it is asked about each time.`,
    protected: (path: string, because: string) => `${path} is asked about each time: ${because}.`,
  },
  project: "the project",
  causes: {
    everything: "all of it would be reached",
    repository: "it is the repository's own data",
    settings: "it holds this project's settings, rules and hooks",
    agentSettings: "it holds agent settings, rules and hooks",
    instructions: "agents read it as instructions",
    packages: "it decides where packages come from",
    hooks: "git runs what lies there",
    secrets: "it usually holds secrets",
    tokens: "it usually holds tokens",
    privateKey: "it is a private key",
  },
  reasons: {
    rule: (verdict: string, rule: string, scope: string) => `rule “${verdict} ${rule}” (${scope})`,
    mode: (mode: string) => `mode “${mode}”`,
    protected: (path: string) => `${path} is protected`,
    escape: (path: string) => `${path} is outside the project`,
    hook: (message: string) => `a hook: ${message}`,
    unparsable: (why: string) => `the command can't be read: ${why}`,
    headless: (why: string) => `nobody to ask (${why})`,
  },
};

export type DecisionWords = typeof decisionsEn;

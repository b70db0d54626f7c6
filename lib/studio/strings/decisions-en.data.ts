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

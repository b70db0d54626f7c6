/** How secrets look, each expression with the flag `g`. The first that fits names it. */
export const secretShapes = [
  { kind: "private-key", expression: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g },
  { kind: "anthropic", expression: /\bsk-ant-[\w-]{20,}/g },
  { kind: "openai", expression: /\bsk-(?:proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{32,}/g },
  { kind: "github", expression: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/g },
  { kind: "gitlab", expression: /\bglpat-[\w-]{20,}/g },
  { kind: "npm", expression: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { kind: "aws", expression: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: "google", expression: /\bAIza[\w-]{35}\b/g },
  { kind: "slack", expression: /\bxox[abprs]-[\w-]{10,}/g },
  { kind: "stripe", expression: /\b[rs]k_live_[A-Za-z0-9]{20,}/g },
  { kind: "hugging-face", expression: /\bhf_[A-Za-z0-9]{30,}/g },
  { kind: "signed-token", expression: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
  { kind: "address-password", expression: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]+:[^\s@/'"]{3,}@/g },
  {
    kind: "password",
    expression:
      /\b(?:password|passwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token)["']?\s*[:=]\s*["'][^"'\s]{8,}["']/gi,
  },
] as const;

export const environmentFile = /(?:^|\/)\.env(?:\.(?!example$|sample$|template$)[\w.-]+)?$/;
export const keyFile = /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|p12|pfx|key)|\.npmrc|\.netrc|\.pypirc)$/;
/** A block of lines; one that was cut off counts to its end. */
export const keyBlock =
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z]+ )*PRIVATE KEY-----|$(?![\s\S]))/g;
export const longestLine = 4000;
export const longestSecret = 500;

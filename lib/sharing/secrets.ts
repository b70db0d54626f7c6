import type { SharedFile } from "./shared-project";

export interface FoundSecret {
  readonly path: string;
  /** From 1; absent when the file as a whole is of a kind that holds secrets. */
  readonly line?: number;
  /** What it looks like, in words. */
  readonly kind: string;
  /** The start of it, so that the author recognizes it; never the whole. */
  readonly hint: string;
}

const shapes: readonly { readonly kind: string; readonly expression: RegExp }[] = [
  { kind: "a private key", expression: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { kind: "an Anthropic key", expression: /\bsk-ant-[\w-]{20,}/ },
  { kind: "an OpenAI key", expression: /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,}/ },
  { kind: "a GitHub token", expression: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,})/ },
  { kind: "a GitLab token", expression: /\bglpat-[\w-]{20,}/ },
  { kind: "an npm token", expression: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { kind: "an AWS access key", expression: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "a Google key", expression: /\bAIza[\w-]{35}\b/ },
  { kind: "a Slack token", expression: /\bxox[abprs]-[\w-]{10,}/ },
  { kind: "a Stripe key", expression: /\b[rs]k_live_[A-Za-z0-9]{20,}/ },
  { kind: "a Hugging Face token", expression: /\bhf_[A-Za-z0-9]{30,}/ },
  { kind: "a signed token", expression: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/ },
  { kind: "a password in an address", expression: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@'"]+:[^\s@/'"]{3,}@/ },
  {
    kind: "a password or key",
    expression:
      /\b(?:password|passwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token)["']?\s*[:=]\s*["'][^"'\s]{8,}["']/i,
  },
];

const environmentFile = /(?:^|\/)\.env(?:\.(?!example$|sample$|template$)[\w.-]+)?$/;
const keyFile = /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|p12|pfx|key)|\.npmrc|\.netrc|\.pypirc)$/;
const longestLine = 4000;

/** What looks like a secret in what is about to be shared. It can't know everything, and says what it saw. */
export function findSecrets(files: readonly SharedFile[]): readonly FoundSecret[] {
  return files.flatMap((file) => [...inName(file), ...inText(file)]);
}

function inName({ path, content }: SharedFile): readonly FoundSecret[] {
  if (content.length === 0) return [];
  if (environmentFile.test(path)) return [{ path, kind: "an environment file", hint: path }];
  return keyFile.test(path) ? [{ path, kind: "a file that usually holds keys", hint: path }] : [];
}

function inText({ path, content }: SharedFile): readonly FoundSecret[] {
  if (content.subarray(0, 8000).includes(0)) return [];
  const found: FoundSecret[] = [];
  for (const [index, text] of new TextDecoder().decode(content).split("\n").entries()) {
    const line = text.slice(0, longestLine);
    const shape = shapes.find(({ expression }) => expression.test(line));
    const match = shape?.expression.exec(line)?.[0];
    if (shape && match) found.push({ path, line: index + 1, kind: shape.kind, hint: `${match.slice(0, 10)}…` });
  }
  return found;
}

/** Shapes of keys that have no business in a log, whoever wrote them there. */
const shapes: readonly RegExp[] = [
  /\bsk-(?:ant-|proj-|or-v1-|svcacct-)?[A-Za-z0-9_-]{20,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bxox[abposr]-[A-Za-z0-9-]{10,}/g,
  /\bgsk_[A-Za-z0-9]{40,}/g,
  /\bhf_[A-Za-z0-9]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]*?-----END (?:[A-Z]+ )*PRIVATE KEY-----/g,
];

const hint = /sk-|gh[pousr]_|github_pat_|glpat-|npm_|AIza|AKIA|ASIA|xox|gsk_|hf_|eyJ|PRIVATE KEY/;
export const redacted = "[redacted]";

/** Takes keys out of anything made of JSON. What needs no change keeps its identity. */
export type Redact = <T>(value: T) => T;

/** `secrets` are the very keys in use, asked for each time, so that a new one counts at once. */
export function createRedactor(secrets: () => readonly string[] = () => []): Redact {
  const clean = (text: string, known: readonly string[]): string => {
    let result = text;
    for (const secret of known) if (result.includes(secret)) result = result.replaceAll(secret, redacted);
    if (!hint.test(result)) return result;
    for (const shape of shapes) result = result.replace(shape, redacted);
    return result;
  };
  const walk = (value: unknown, known: readonly string[]): unknown => {
    if (typeof value === "string") return clean(value, known);
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const next = items.map((item) => walk(item, known));
      return next.some((item, at) => item !== items[at]) ? next : value;
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [clean(key, known), walk(item, known), item] as const);
    const changed = entries.some(([key, item, before]) => item !== before || !Object.hasOwn(value, key));
    return changed ? Object.fromEntries(entries) : value;
  };
  return <T>(value: T): T =>
    walk(
      value,
      secrets().filter((secret) => secret.length >= 8),
    ) as T;
}

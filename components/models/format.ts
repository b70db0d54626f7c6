/** Bytes for people, in the decimal units that download sites use. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e6) return `${Math.round(bytes / 1e6)} MB`;
  return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

/** Tokens in thousands, as windows are spoken of. */
export function formatTokens(tokens: number): string {
  if (tokens >= 1_000_000) return `${(tokens / 1e6).toFixed(tokens % 1e6 === 0 ? 0 : 1)}M`;
  return `${Math.round(tokens / (tokens % 1024 === 0 ? 1024 : 1000))}k`;
}

export const formatDollars = (dollars: number): string => `$${dollars.toFixed(2).replace(/\.00$/, "")}`;

export const formatSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

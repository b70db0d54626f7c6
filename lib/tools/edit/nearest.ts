/** Where a passage that wasn't found may have been meant: the place with the most lines in common. */
export function nearestRegion(text: string, wanted: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const sought = wanted.split(/\r?\n/).map((line) => line.trim());
  const present = new Set(sought.filter((line) => line.length > 2));
  if (present.size === 0) return undefined;
  const hits = lines.map((line) => (present.has(line.trim()) ? 1 : 0));
  let sum = 0;
  let best = { sum: 0, start: 0 };
  for (const [at, hit] of hits.entries()) {
    sum += hit - (hits[at - sought.length] ?? 0);
    if (sum > best.sum) best = { sum, start: Math.max(0, at - sought.length + 1) };
  }
  if (best.sum === 0) return undefined;
  const from = Math.max(0, best.start - 1);
  const shown = lines.slice(from, Math.min(lines.length, best.start + sought.length + 1, from + 40));
  return shown.map((line, at) => `${from + at + 1}\t${line}`).join("\n");
}

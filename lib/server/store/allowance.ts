import { sql } from "drizzle-orm";
import { rowsOf, type Database, type Queries } from "./database";
import { createBatcher } from "./batcher";

/** `amount` within `minutes`, which may be used at once and then grows back evenly. */
export interface Allowance {
  readonly name: string;
  readonly amount: number;
  readonly minutes: number;
}

export type Taken = { readonly type: "taken" } | { readonly type: "refused"; readonly afterSeconds: number };

export interface Allowances {
  /** Takes `cost` of what `caller` may still use, or says when there will be enough. */
  readonly take: (allowance: Allowance, caller: string, cost?: number) => Promise<Taken>;
}

interface Claim {
  readonly key: string;
  readonly amount: number;
  /** Milliseconds that one of it takes to grow back. */
  readonly each: number;
  readonly cost: number;
}

/**
 * Limits in SQL, one row a caller and limit, whatever they do. A caller who was refused isn't asked about again in the database
 * until there is room, so that a flood of refused calls costs next to nothing.
 */
export function createAllowances({ queries }: Database, now: () => number = Date.now): Allowances {
  const refusedUntil = new Map<string, number>();
  const claim = createBatcher((claims: readonly Claim[]) => claimAll(queries, claims, now()));
  return {
    async take({ name, amount, minutes }, caller, cost = 1) {
      const key = `${name}:${caller}`;
      const each = (minutes * 60_000) / amount;
      const until = refusedUntil.get(key) ?? 0;
      if (until > now()) return { type: "refused", afterSeconds: Math.ceil((until - now()) / 1000) };
      if (await claim({ key, amount, each, cost })) return { type: "taken" };
      const afterMs = await roomAfter(queries, { key, amount, each, cost }, now());
      remember(refusedUntil, key, now() + afterMs, now());
      return { type: "refused", afterSeconds: Math.max(1, Math.ceil(afterMs / 1000)) };
    },
  };
}

/** One statement for all claims of a caller; where there isn't room for all of them, one for each until one is refused. */
async function claimAll(queries: Queries, claims: readonly Claim[], now: number): Promise<readonly boolean[]> {
  const granted = new Set<Claim>();
  for (const group of groupsOf(claims)) {
    const cost = group.reduce((sum, one) => sum + one.cost, 0);
    const [first] = group;
    if (first && (await take(queries, { ...first, cost }, now))) group.forEach((one) => granted.add(one));
    else if (group.length > 1) for (const one of group) if (await take(queries, one, now)) granted.add(one);
  }
  return claims.map((one) => granted.has(one));
}

function groupsOf(claims: readonly Claim[]): Iterable<readonly Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) groups.set(claim.key, [...(groups.get(claim.key) ?? []), claim]);
  return groups.values();
}

async function take(queries: Queries, { key, each, cost, amount }: Claim, now: number): Promise<boolean> {
  if (cost > amount) return false;
  const spent = Math.ceil(each * cost);
  const rows = await rowsOf(
    queries,
    sql`insert into limits as l (key, whole_at) values (${key}, ${now + spent}::bigint)
      on conflict (key) do update set whole_at = greatest(l.whole_at, ${now}::bigint) + ${spent}::bigint
      where greatest(l.whole_at, ${now}::bigint) + ${spent}::bigint <= ${now + Math.ceil(each * amount)}::bigint
      returning 1`,
  );
  return rows.length > 0;
}

async function roomAfter(queries: Queries, { key, amount, each, cost }: Claim, now: number): Promise<number> {
  const rows = await rowsOf<{ whole_at: string | number }>(
    queries,
    sql`select whole_at from limits where key = ${key}`,
  );
  const wholeAt = Math.max(now, Number(rows[0]?.whole_at ?? now));
  return Math.max(1000, wholeAt + each * cost - (now + each * amount));
}

const mostRemembered = 10_000;

function remember(refusedUntil: Map<string, number>, key: string, until: number, now: number): void {
  if (refusedUntil.size >= mostRemembered)
    for (const [known, end] of refusedUntil)
      if (end <= now || refusedUntil.size >= mostRemembered) refusedUntil.delete(known);
  refusedUntil.set(key, until);
}

import { sql } from "drizzle-orm";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import { createBatcher } from "./batcher";
import { rowsOf, type Database, type Queries } from "./database";

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
  /** Writes what was taken and is still in memory only. */
  readonly flush: () => Promise<void>;
}

/** When the allowance is whole again, in milliseconds, and how much of that the database doesn't know yet, since when. */
interface Account {
  wholeAt: number;
  unwritten: number;
  since: number;
}

const every = 1000;
const mostAccounts = 20_000;
/** Sums of fractions of a millisecond are never quite exact. */
const grain = 0.5;

/**
 * Limits in SQL, one row a caller and limit, whatever they do. A caller's row is read once, judged in memory, and what they took is
 * written once a second, all callers in one statement: a call costs the database nothing. Servers that share a database hear of
 * each other's with the same statement; a crash forgives a second's worth.
 */
export function createAllowances({ queries }: Database, now: () => number = Date.now): Allowances {
  const accounts = new Map<string, Account>();
  let timer: NodeJS.Timeout | undefined;
  const load = createBatcher((keys: readonly string[]) => wholeAt(queries, keys));
  const accountOf = async (key: string): Promise<Account> => {
    const known = accounts.get(key);
    if (known) return known;
    const read = { wholeAt: await load(key), unwritten: 0, since: 0 };
    const account = accounts.get(key) ?? read;
    if (accounts.size >= mostAccounts) prune(accounts, now());
    accounts.set(key, account);
    return account;
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const spent = takeUnwritten(accounts);
    if (spent.length === 0) return;
    try {
      for (const { key, whole_at: known } of await write(queries, spent)) {
        const account = accounts.get(key);
        if (account) account.wholeAt = Math.max(account.wholeAt, Number(known) + account.unwritten);
      }
    } catch (error) {
      logSeldom("warn", "limits.unwritten", fieldsOf(error));
    }
  };
  return {
    async take({ name, amount, minutes }, caller, cost = 1) {
      const each = (minutes * 60_000) / amount;
      const account = await accountOf(`${name}:${caller}`);
      const at = now();
      const wholeThen = Math.max(account.wholeAt, at) + each * cost;
      const tooMuch = wholeThen - (at + each * amount);
      if (tooMuch > grain) return { type: "refused", afterSeconds: Math.max(1, Math.ceil((tooMuch - grain) / 1000)) };
      if (account.unwritten === 0) account.since = at;
      account.unwritten += each * cost;
      account.wholeAt = wholeThen;
      timer ??= setTimeout(() => void flush(), every).unref();
      return { type: "taken" };
    },
    flush,
  };
}

/** What isn't written is kept; of the rest, first those who have all of their allowance, which is what a stranger has. */
function prune(accounts: Map<string, Account>, now: number): void {
  for (const [key, { unwritten, wholeAt: whole }] of accounts)
    if (unwritten === 0 && whole <= now) accounts.delete(key);
  for (const [key, { unwritten }] of accounts) {
    if (accounts.size < mostAccounts) return;
    if (unwritten === 0) accounts.delete(key);
  }
}

interface Spent {
  readonly key: string;
  readonly spent: number;
  readonly since: number;
}

function takeUnwritten(accounts: ReadonlyMap<string, Account>): readonly Spent[] {
  const all: Spent[] = [];
  for (const [key, account] of accounts) {
    if (account.unwritten === 0) continue;
    all.push({ key, spent: Math.ceil(account.unwritten), since: Math.floor(account.since) });
    account.unwritten = 0;
  }
  return all;
}

async function wholeAt(queries: Queries, keys: readonly string[]): Promise<readonly number[]> {
  const rows = await rowsOf<{ key: string; whole_at: string | number }>(
    queries,
    sql`select key, whole_at from limits where key in (select json_array_elements_text(${JSON.stringify(keys)}::json))`,
  );
  const known = new Map(rows.map((row) => [row.key, Number(row.whole_at)]));
  return keys.map((key) => known.get(key) ?? 0);
}

/** In one order, so that two servers never wait for each other. */
const write = (queries: Queries, spent: readonly Spent[]) =>
  rowsOf<{ key: string; whole_at: string | number }>(
    queries,
    sql`with taken as (select * from json_to_recordset(${JSON.stringify(spent)}::json) as t(key text, spent bigint, since bigint))
      insert into limits as l (key, whole_at) select key, since + spent from taken order by key
      on conflict (key) do update
        set whole_at = (select greatest(l.whole_at, taken.since) + taken.spent from taken where taken.key = l.key)
      returning key, whole_at`,
  );

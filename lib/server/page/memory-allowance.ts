/** Gives 0 and counts a call, or gives the seconds until `caller` may call again. */
export type MemoryAllowance = (caller: string) => number;

const mostCallers = 10_000;

/**
 * A limit in this process's memory, for what must work without a store: reading a page should never open a database. Several
 * servers of one deployment each have their own.
 */
export function createMemoryAllowance(amount: number, minutes: number, now: () => number = Date.now): MemoryAllowance {
  const wholeAt = new Map<string, number>();
  const whole = minutes * 60_000;
  const each = whole / amount;
  return (caller) => {
    const time = now();
    const next = Math.max(time, wholeAt.get(caller) ?? 0) + each;
    if (next > time + whole) return Math.ceil((next - time - whole) / 1000);
    wholeAt.delete(caller);
    wholeAt.set(caller, next);
    for (const [oldest] of wholeAt) {
      if (wholeAt.size <= mostCallers) break;
      wholeAt.delete(oldest);
    }
    return 0;
  };
}

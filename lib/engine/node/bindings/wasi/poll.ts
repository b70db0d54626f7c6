import type { GuestMemory } from "./guest-memory";

const kind = { clock: 0, read: 1, write: 2 } as const;
const absolute = 1;
const subscriptionSize = 48;
const eventSize = 32;

export interface Clocks {
  /** Nanoseconds of a clock; undefined for one that isn't there. */
  readonly now: (clock: number) => bigint | undefined;
  readonly sleep: (milliseconds: number) => void;
}

interface Subscription {
  readonly userData: bigint;
  readonly kind: number;
  /** Nanoseconds from now; undefined for a file, which is always ready. */
  readonly wait: bigint | undefined;
}

function read(view: DataView, at: number, now: Clocks["now"]): Subscription {
  const userData = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== kind.clock) return { userData, kind: type, wait: undefined };
  const timeout = view.getBigUint64(at + 24, true);
  const isAbsolute = (view.getUint16(at + 40, true) & absolute) !== 0;
  const passed = isAbsolute ? (now(view.getUint32(at + 16, true)) ?? 0n) : 0n;
  return { userData, kind: type, wait: timeout > passed ? timeout - passed : 0n };
}

/** `poll_oneoff`: sleeps until the first clock is due, or not at all when a file is asked for. Gives the number of events. */
export function poll(memory: GuestMemory, at: number, eventsAt: number, count: number, clocks: Clocks): number {
  const { view } = memory;
  const asked = Array.from({ length: count }, (_, index) =>
    read(view, (at >>> 0) + index * subscriptionSize, clocks.now),
  );
  const shortest = asked.reduce((least, { wait = 0n }) => (wait < least ? wait : least), asked[0]?.wait ?? 0n);
  if (shortest > 0n) clocks.sleep(Number(shortest) / 1e6);
  const ready = asked.filter(({ wait = 0n }) => wait <= shortest);
  ready.forEach((event, index) => {
    const base = (eventsAt >>> 0) + index * eventSize;
    memory.bytes(base, eventSize).fill(0);
    memory.u64(base, event.userData);
    memory.view.setUint8(base + 10, event.kind);
    if (event.kind !== kind.clock) memory.u64(base + 16, 1);
  });
  return ready.length;
}

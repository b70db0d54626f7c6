import { isInside } from "@/lib/base";
import type { Locks } from "@/lib/tools";
import { orAbort } from "../loop/sleep";

/** Whether two calls must not run at the same time. A folder overlaps with what is in it. */
export function conflict(a: Locks, b: Locks): boolean {
  if (a.type === "free" || b.type === "free") return false;
  if (a.type === "exclusive" || b.type === "exclusive") return true;
  const overlap = (writes: readonly string[], others: readonly string[]) =>
    writes.some((path) => others.some((other) => isInside(path, other) || isInside(other, path)));
  return overlap(a.writes, [...b.reads, ...b.writes]) || overlap(b.writes, a.reads);
}

/** Lets calls in, in order: one that conflicts waits for every earlier call that it conflicts with, waiting ones included. */
export interface Gate {
  /** Resolves with the function that lets go, or rejects when the signal is aborted first. */
  readonly enter: (locks: Locks, signal: AbortSignal, onWait: () => void) => Promise<() => void>;
}

interface Visitor {
  readonly locks: Locks;
  readonly gone: Promise<void>;
}

export function createGate(): Gate {
  const visitors = new Set<Visitor>();
  return {
    async enter(locks, signal, onWait) {
      let leave: () => void = () => undefined;
      const gone = new Promise<void>((resolve) => {
        leave = resolve;
      });
      const visitor: Visitor = { locks, gone };
      const before = [...visitors].filter((other) => conflict(other.locks, locks));
      visitors.add(visitor);
      const exit = () => {
        visitors.delete(visitor);
        leave();
      };
      if (before.length === 0) return exit;
      onWait();
      try {
        await orAbort(Promise.all(before.map((other) => other.gone)), signal);
      } catch (error) {
        exit();
        throw error;
      }
      return exit;
    },
  };
}

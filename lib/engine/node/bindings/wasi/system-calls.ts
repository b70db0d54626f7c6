import { fail } from "./failure";
import type { GuestMemory } from "./guest-memory";
import { poll, type Clocks } from "./poll";

export interface SystemParts extends Clocks {
  readonly random: (bytes: Uint8Array) => void;
  readonly exit: (code: number) => void;
  readonly raise: (signal: number) => void;
}

const resolution = 1000n;
const mostRandom = 65_536;

/** Clocks, chance, and the end of the process. */
export function systemCalls(memory: GuestMemory, parts: SystemParts) {
  const clock = (id: number): bigint => parts.now(id) ?? fail("EINVAL");
  return {
    clock_res_get(id: number, at: number): void {
      clock(id);
      memory.u64(at, resolution);
    },
    clock_time_get(id: number, _precision: bigint, at: number): void {
      memory.u64(at, clock(id));
    },
    poll_oneoff(at: number, eventsAt: number, count: number, writtenAt: number): void {
      if (count === 0) fail("EINVAL");
      memory.u32(writtenAt, poll(memory, at, eventsAt, count, parts));
    },
    proc_exit(code: number): void {
      parts.exit(code);
    },
    proc_raise(signal: number): void {
      parts.raise(signal);
    },
    /** The browser gives 64 KiB at a time, and never into shared memory. */
    random_get(at: number, length: number): void {
      for (let done = 0; done < length; done += mostRandom) {
        const part = new Uint8Array(Math.min(mostRandom, length - done));
        parts.random(part);
        memory.bytes((at >>> 0) + done, part.length).set(part);
      }
    },
    sched_yield(): void {
      // Another thread of a browser runs whether this one yields or not.
    },
    sock_accept: (): never => fail("ENOTSUP"),
    sock_recv: (): never => fail("ENOTSUP"),
    sock_send: (): never => fail("ENOTSUP"),
    sock_shutdown: (): never => fail("ENOTSUP"),
  };
}

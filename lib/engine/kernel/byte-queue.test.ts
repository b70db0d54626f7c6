import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Waiter } from "./answer";
import { ByteQueue } from "./byte-queue";

interface Outcome extends Waiter {
  readonly answers: { errno: number; numbers: readonly number[] }[];
}

function waiter(): Outcome {
  const answers: Outcome["answers"] = [];
  return {
    answers,
    onCancel: undefined,
    finish: (errno, numbers = []) => void answers.push({ errno, numbers }),
  };
}

function read(queue: ByteQueue, max: number): { bytes: Uint8Array | undefined; over: boolean; waiter: Outcome } {
  const got = { bytes: undefined as Uint8Array | undefined, over: false, waiter: waiter() };
  queue.read(max, got.waiter, (bytes) => {
    got.bytes = bytes;
    got.over = bytes === undefined;
  });
  return got;
}

test("bytes come out as they went in, however they were cut, and no more than the capacity is taken", () => {
  const step = fc.oneof(
    fc.record({ write: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
    fc.record({ read: fc.integer({ min: 1, max: 50 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = new ByteQueue(32);
      const sent: number[] = [];
      const received: ReturnType<typeof read>[] = [];
      const writers: Outcome[] = [];
      for (const each of steps) {
        if ("write" in each) {
          sent.push(...each.write);
          writers.push(waiter());
          queue.write(each.write, writers.at(-1) ?? waiter());
        } else received.push(read(queue, each.read));
        expect(queue.size).toBeLessThanOrEqual(32);
      }
      queue.end();
      while (!received.some(({ over }) => over)) received.push(read(queue, 50));
      expect(received.flatMap(({ bytes }) => [...(bytes ?? [])])).toEqual(sent);
      for (const { answers } of writers) expect(answers).toHaveLength(1);
    }),
  );
});

test("a writer waits for room and is told its whole count once all is taken", () => {
  const queue = new ByteQueue(4);
  const writer = waiter();
  queue.write(new Uint8Array(6), writer);
  expect(writer.answers).toEqual([]);
  expect(queue.tryWrite(new Uint8Array(1))).toBe(0);
  read(queue, 3);
  expect(writer.answers).toEqual([{ errno: 0, numbers: [6] }]);
});

test("when the reader has gone, writers are told EPIPE; what was passed along is closed", () => {
  const queue = new ByteQueue(4);
  const writer = waiter();
  queue.write(new Uint8Array(6), writer);
  queue.break();
  expect(writer.answers).toEqual([{ errno: -32, numbers: [] }]);
  expect(queue.tryWrite(Uint8Array.of(1))).toBe(-32);
});

test("a cancelled reader takes nothing", () => {
  const queue = new ByteQueue();
  const first = read(queue, 10);
  const second = read(queue, 10);
  first.waiter.onCancel?.();
  queue.push(Uint8Array.of(1, 2));
  expect(first.bytes).toBeUndefined();
  expect([...(second.bytes ?? [])]).toEqual([1, 2]);
});

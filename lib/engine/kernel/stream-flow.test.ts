import { expect, test } from "vitest";
import { endOfStream } from "../protocol/constants";
import { Call } from "./call";
import { socketPair } from "./network";
import { flow } from "./stream-flow";
import { createTestSystem } from "./test-system";

const window = 100;

function flowing(max = 1000) {
  const { system, process } = createTestSystem();
  const [near, far] = socketPair(1);
  const came: string[] = [];
  const ends: number[] = [];
  const call = new Call(system, process, 0, [0, max], [], (errno) => ends.push(errno));
  call.onProgress = (_numbers, parts) => came.push(new TextDecoder().decode(parts[0]));
  flow(call, near, window, () => -1);
  return { call, near, far, came, ends, write: (text: string) => far.tryWrite(new TextEncoder().encode(text)) };
}

test("each piece is told of as it comes, without being asked for, and the end after all of them", () => {
  const { write, far, came, ends } = flowing();
  write("one");
  write("two");
  far.shutdown(1);
  expect(came).toEqual(["one", "two"]);
  expect(ends).toEqual([endOfStream]);
});

test("past the window nothing is told until some of it is granted, and nothing is lost", () => {
  const { call, write, came } = flowing();
  write("a".repeat(window));
  write("later");
  expect(came).toEqual(["a".repeat(window)]);
  call.onGrant?.(window / 2);
  expect(came.slice(1)).toEqual(["later"]);
});

test("a reader that stops gets no more, and what comes then waits for the next one", () => {
  const { call, near, write, came, ends } = flowing();
  write("before");
  call.cancel(-125);
  write("after");
  expect(came).toEqual(["before"]);
  expect(ends).toEqual([-125]);
  expect(near.incoming?.size).toBe("after".length);
});

test("no piece is longer than the reader takes at once", () => {
  const { write, came } = flowing(4);
  write("abcdefgh!");
  expect(came).toEqual(["abcd", "efgh", "!"]);
});

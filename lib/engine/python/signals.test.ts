import { expect, test } from "vitest";
import { signalPlace } from "./signals";

test("a signal that comes between Python's look and its emptying of the place isn't lost", () => {
  let signal = 0;
  const place = signalPlace({ pending: () => signal, clear: () => (signal = 0) });
  const look = (comes = 0): number => {
    const seen = place[0];
    if (comes !== 0) signal = comes;
    place[0] = 0;
    return seen;
  };
  expect([look(), look(2), look(), look()]).toEqual([0, 0, 2, 0]);
});

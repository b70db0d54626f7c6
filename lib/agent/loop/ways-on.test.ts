import { expect, test } from "vitest";
import { readFailure } from "./failure";
import { waysOn } from "./ways-on";

const ways = (error: unknown) => waysOn(error, readFailure(error));

test("ways that a failure names come in its order, each once", () => {
  const failure = { message: "The GPU was lost.", waysOn: ["retry", "use-smaller-model", "use-cpu", "compact"] };
  expect(ways(failure)).toEqual(["retry", "open-model-settings", "compact"]);
});

test("a failure without ways of its own gets those of its kind", () => {
  expect(ways({ statusCode: 401 })).toEqual(["open-model-settings", "retry"]);
  expect(ways(new Error("something else"))).toEqual(["retry", "open-model-settings"]);
});

test("names that nobody knows are no ways, not even those that every object has", () => {
  expect(ways({ message: "x", waysOn: ["constructor", 3, "dance"] })).toEqual(["retry", "open-model-settings"]);
});

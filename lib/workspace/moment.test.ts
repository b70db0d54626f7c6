import fc from "fast-check";
import { expect, test } from "vitest";
import { momentLabel, readMoment, type Moment } from "./moment";

const text = fc.string();
const moments: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ type: fc.constant("message" as const), text }),
  fc.record({ type: fc.constant("tool" as const), tool: fc.stringMatching(/^[A-Z][A-Za-z_]{1,20}$/u), title: text }),
  fc.record({ type: fc.constantFrom("deleting" as const, "discarding" as const), paths: text }),
  fc.record({ type: fc.constant("restoring" as const), label: text }),
  fc.record({ type: fc.constantFrom("taking-back", "importing", "connecting", "leaving") }),
);

test("whatever a label tells of is read out of it again", () => {
  fc.assert(
    fc.property(moments, (moment) => {
      expect(readMoment(momentLabel(moment))).toEqual(moment);
    }),
  );
});

test("a label that something else wrote is no moment", () => {
  expect(["index.js edited", "Before", "Before lunch", "Before the party: cake"].map(readMoment)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

import { afterEach, expect, test } from "vitest";
import { localZone } from "./local-zone";

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env["TZ"];
  else process.env["TZ"] = TZ;
});

test.each([
  ["UTC", 0, 0, 0, ["UTC", "UTC"]],
  ["America/New_York", 18_000, 14_400, 1, ["EST", "EDT"]],
  ["Asia/Kolkata", -19_800, -19_800, 0, ["+0530", "+0530"]],
  ["Australia/Sydney", -36_000, -39_600, 1, ["+10", "+11"]],
])("%s is as C has it", (zone, timezone, altzone, daylight, names) => {
  process.env["TZ"] = zone;
  expect(localZone(2026)).toEqual({ timezone, altzone, daylight, names });
});

import { expect, test } from "vitest";
import { bad, good, limited, type Check } from "./check";
import { reportOf } from "./report";
import { runCheck } from "./run-check";

test("a report is one line a check, in columns", () => {
  const lines = [
    { name: "Storage", finding: good("3.0 GB free") },
    { name: "Graphics", finding: limited("none") },
    { name: "Registry", finding: bad("502,\n 3 ms") },
    { name: "StackBlitz", finding: undefined },
  ];
  expect(reportOf("tabsmith", ["a browser"], lines)).toBe(
    [
      "tabsmith",
      "a browser",
      "",
      "ok       Storage     3.0 GB free",
      "limited  Graphics    none",
      "FAILS    Registry    502, 3 ms",
      "not run  StackBlitz",
      "",
    ].join("\n"),
  );
});

const check = (run: Check["run"]): Check => ({ id: "server", group: "server", run });

test("what throws is a finding, and so is what never ends", async () => {
  expect(await runCheck(check(() => Promise.reject(new Error("Failed to fetch"))))).toEqual(bad("Failed to fetch"));
  const endless = check(() => new Promise(() => undefined));
  expect(await runCheck(endless, 20)).toEqual(bad("no answer within 0.02 s"));
});

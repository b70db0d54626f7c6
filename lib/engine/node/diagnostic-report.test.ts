import os from "node:os";
import { expect, test } from "vitest";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { reportOf } from "./diagnostic-report";

const host = {
  process,
  requireBuiltin: () => os,
  state: { run: { cwd: "/work" }, environment: { HOME: "/home/me" } },
} as unknown as ProcessHost;
const settings = { directory: "", filename: "", signal: "", compact: false, network: true, environment: true };
const given = { event: "JavaScript API", trigger: "GetReport", error: undefined, filename: null };

test("a report has the parts that Node's has", () => {
  const theirs = process.report.getReport() as unknown as Record<string, object>;
  const ours = reportOf(host, settings, given) as Record<string, object>;
  expect(Object.keys(ours)).toEqual(
    expect.arrayContaining(Object.keys(theirs).filter((key) => key !== "uvthreadResourceUsage")),
  );
  expect(Object.keys(ours["header"] ?? {}).toSorted()).toEqual(Object.keys(theirs["header"] ?? {}).toSorted());
});

test("what shall not be told isn't, and an error is told with its frames", () => {
  const error = new Error("gone wrong");
  const report = reportOf(host, { ...settings, network: false, environment: false }, { ...given, error }) as {
    header: object;
    javascriptStack: { message: string; stack: string[] };
  };
  expect("networkInterfaces" in report.header).toBe(false);
  expect("environmentVariables" in report).toBe(false);
  expect(report.javascriptStack.message).toBe("gone wrong");
  expect(report.javascriptStack.stack[0]).toMatch(/^at /u);
});

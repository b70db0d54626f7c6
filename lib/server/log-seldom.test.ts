import { afterEach, expect, test, vi } from "vitest";
import { logSeldom } from "./log-seldom";

afterEach(() => {
  vi.restoreAllMocks();
});

function lines(): unknown[] {
  const written: unknown[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    const { time: _, ...line } = JSON.parse(String(text)) as { time: string };
    written.push(line);
    return true;
  });
  return written;
}

test("ten thousand of one line are one, and the next minute's says how many there were", () => {
  const written = lines();
  for (let at = 0; at < 10_000; at += 1) logSeldom("error", "store.refused", { reason: "locked" }, at);
  logSeldom("error", "store.refused", { reason: "locked" }, 70_000);
  const line = { level: "error", event: "store.refused", reason: "locked" };
  expect(written).toEqual([line, { ...line, unsaid: 9999 }]);
});

test("another reason is another line", () => {
  const written = lines();
  logSeldom("error", "share.failed", { reason: "a" }, 0);
  logSeldom("error", "share.failed", { reason: "b" }, 0);
  expect(written).toHaveLength(2);
});

test("memory stays bounded however many different lines there are", () => {
  const written = lines();
  for (let at = 0; at < 1000; at += 1) logSeldom("warn", "odd", { reason: String(at) }, 0);
  expect(written).toHaveLength(1000);
  logSeldom("warn", "odd", { reason: "999" }, 1);
  expect(written).toHaveLength(1000);
});

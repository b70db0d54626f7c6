import { expect, test, vi } from "vitest";
import { Failure } from "@/lib/base";
import type { SandboxFiles } from "@/lib/sandbox";
import { followInstalls } from "./follow-installs";

test("tells of packages that come to a project without any, and once more for what comes after the folder", async () => {
  vi.useFakeTimers();
  const times = new Map<string, number>();
  const stat = async (path: string) => {
    const modified = times.get(path);
    if (modified === undefined) throw new Failure("ENOENT", path);
    return { type: "directory", size: 0, mode: 0o755, modified } as const;
  };
  let told = 0;
  const following = followInstalls({ files: { stat } as SandboxFiles, cwd: "/p" }, () => {
    told += 1;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(told).toBe(0);
  times.set("/p/node_modules", 5);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(told).toBe(2);
  times.set("/p/node_modules/.package-lock.json", 7);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(told).toBe(4);
  following.dispose();
  times.set("/p/node_modules", 9);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(told).toBe(4);
  vi.useRealTimers();
});

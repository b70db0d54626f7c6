import { expect, test } from "vitest";
import type { WatchEvent } from "../protocol/process-messages";
import { find } from "./path-walk";
import { createTestSystem } from "./test-system";

function watching(path: string, recursive: boolean) {
  const kernel = createTestSystem();
  const seen: WatchEvent[] = [];
  let batches = 0;
  const start = () =>
    kernel.system.watches.watch({
      node: find(kernel.process, path),
      recursive,
      send: (events) => {
        batches += 1;
        seen.push(...events);
      },
    });
  const settled = () => {
    kernel.system.watches.flush();
    return seen.splice(0).map(({ type, name }) => `${type} ${name}`);
  };
  return { ...kernel, start, settled, batches: () => batches };
}

test("a directory's watcher hears of names that come and go and of files that change", async () => {
  const { call, start, settled, batches } = watching("/tmp", false);
  const stop = start();
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/a", "one"]);
  await call("writeFile", [-1, 0o1, 0o644], ["/tmp/a", "two"]);
  await call("rename", [], ["/tmp/a", "/tmp/b"]);
  await call("unlink", [], ["/tmp/b"]);
  expect(settled()).toEqual(["rename a", "change a", "rename a", "rename b", "rename b"]);
  expect(batches()).toBe(1);
  stop();
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/c", "one"]);
  expect(settled()).toEqual([]);
});

test("a file's own watcher hears of its changes by whatever name", async () => {
  const { call, start, settled } = watching("/tmp/a", false);
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/a", "one"]);
  await call("link", [], ["/tmp/a", "/tmp/b"]);
  start();
  await call("writeFile", [-1, 0o1, 0o644], ["/tmp/b", "two"]);
  await call("chmod", [0o600], ["/tmp/a"]);
  expect(settled()).toEqual(["change a"]);
  await call("unlink", [], ["/tmp/a"]);
  expect(settled()).toEqual(["rename b"]);
});

test("a recursive watch names what changed relative to its top", async () => {
  const { call, start, settled } = watching("/tmp/top", true);
  await call("mkdir", [0o755, 1], ["/tmp/top/x/y"]);
  start();
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/top/x/y/file", "one"]);
  await call("writeFile", [-1, 0o101, 0o644], ["/tmp/outside", "one"]);
  expect(settled()).toEqual(["rename x/y/file", "change x/y/file"]);
});

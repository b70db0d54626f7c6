import { resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Grants } from "./grants";

const open = (read: string[], write: string[] = [], others: string[] = []): Grants =>
  new Grants(
    { read, write, others: new Set(others) },
    (path) => resolve("/srv", path),
    (path) => path === "/tmp",
  );

test("a folder is granted with all that is in it, and nothing beside it", () => {
  const grants = open(["/tmp", "/etc/hosts", "data/*", "/op*"]);
  const asked = ["/tmp", "/tmp/a/b", "/tmpx", "/etc/hosts", "/etc/hosts.old", "data/x", "/srv/data", "/opt/a", "/ot"];
  expect(asked.filter((path) => grants.allowsFile("read", path))).toEqual([
    "/tmp",
    "/tmp/a/b",
    "/etc/hosts",
    "data/x",
    "/srv/data",
    "/opt/a",
  ]);
  expect(grants.allowsFile("write", "/tmp/a")).toBe(false);
});

test("a path that climbs out of a granted folder isn't granted", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "..", ".", "b"), { maxLength: 8 }), (parts) => {
      const path = ["/tmp", ...parts].join("/");
      const full = resolve(path);
      expect(open(["/tmp"]).allowsFile("read", path)).toBe(full === "/tmp" || full.startsWith("/tmp/"));
    }),
  );
});

test("without a path all of a scope is asked for", () => {
  const grants = open(["*"], [], ["worker"]);
  expect(["fs", "fs.read", "fs.write", "worker", "child"].map((scope) => grants.has(scope))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test("what is dropped is gone", () => {
  const grants = open(["/tmp", "/etc/hosts"], [], ["worker"]);
  grants.drop("fs.read", "/tmp");
  grants.drop("worker");
  expect([grants.has("fs.read", "/tmp/a"), grants.has("fs.read", "/etc/hosts"), grants.has("worker")]).toEqual([
    false,
    true,
    false,
  ]);
});

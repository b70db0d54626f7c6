import { expect, test } from "vitest";
import { escapeForShell, packageScript } from "@/lib/engine/node/package-script";

const files: Readonly<Record<string, string>> = {
  "/home/p/package.json": JSON.stringify({ scripts: { test: "run tests", odd: 3 } }),
  "/home/bad/package.json": "{",
  "/home/bare/package.json": "{}",
};
const disk = {
  read: (path: string) => files[path],
  isDirectory: (path: string) => path === "/home/p/node_modules/.bin",
};

test("finds the script of the nearest package, from a folder below it too", () => {
  expect(packageScript("test", ["--x", "a b"], "/home/p/src", disk)).toEqual({
    type: "found",
    command: "run tests --x 'a b'",
    cwd: "/home/p",
    packagePath: "/home/p/package.json",
    bins: ["/home/p/node_modules/.bin"],
  });
});

test("says what is there when the script isn't", () => {
  const saysIn = (name: string, cwd: string) => packageScript(name, [], cwd, disk);
  expect(saysIn("no", "/home/p")).toEqual({
    type: "missing",
    says: 'Missing script: "no" for /home/p/package.json\n\nAvailable scripts are:\n  test: run tests\n',
  });
  expect(saysIn("odd", "/home/p")).toMatchObject({ says: expect.stringContaining("unexpectedly not a string") });
  expect(saysIn("test", "/home/bad")).toMatchObject({ says: "Can't parse /home/bad/package.json\n" });
  expect(saysIn("test", "/home/bare")).toMatchObject({ says: expect.stringContaining('Can\'t find "scripts"') });
  expect(saysIn("test", "/nowhere")).toMatchObject({ says: "Can't find package.json for directory /nowhere\n" });
});

test("arguments reach the script as they were given", () => {
  expect(["plain", "", "it's", "$x"].map(escapeForShell)).toEqual(["plain", "''", `'it'"'"'s'`, "'$x'"]);
});

import { expect, test } from "vitest";
import { programContent } from "./program-file";
import { resolveProgram } from "./program-lookup";
import { createTestSystem } from "./test-system";

async function withFiles(files: Readonly<Record<string, string | Uint8Array>>) {
  const kernel = createTestSystem();
  for (const [path, content] of Object.entries(files))
    await kernel.call("writeFile", [-1, 0o101, 0o755], [path, content]);
  const resolve = (file: string, ...args: string[]) =>
    resolveProgram(kernel.system.files, kernel.process, { file, args: [file, ...args], env: ["PATH=/bin:/usr/bin"] });
  return { ...kernel, resolve };
}

const node = programContent({ type: "node" });

test("a program is found by PATH, and so is its copy elsewhere", async () => {
  const { resolve } = await withFiles({ "/usr/bin/node": node, "/tmp/copy": node });
  expect(resolve("node", "-e", "0")).toMatchObject({
    execPath: "/usr/bin/node",
    args: ["node", "-e", "0"],
    program: { type: "node" },
  });
  expect(resolve("/tmp/copy").program).toEqual({ type: "node" });
});

test("interpreter lines lead to their program, with the script after its one argument", async () => {
  const { resolve } = await withFiles({
    "/usr/bin/node": node,
    "/tmp/one": "#!/usr/bin/node --title=x\n",
    "/tmp/two": "#!/usr/bin/env node\n",
    "/tmp/three": "#! /usr/bin/env -S A=1 node --title=y -- \nx",
    "/tmp/four": "#!/tmp/two\n",
  });
  expect(resolve("/tmp/one", "a").args).toEqual(["/usr/bin/node", "--title=x", "/tmp/one", "a"]);
  expect(resolve("/tmp/two", "a").args).toEqual(["node", "/tmp/two", "a"]);
  expect(resolve("/tmp/three")).toMatchObject({
    args: ["node", "--title=y", "--", "/tmp/three"],
    env: ["PATH=/bin:/usr/bin", "A=1"],
  });
  expect(resolve("/tmp/four", "a").args).toEqual(["node", "/tmp/two", "/tmp/four", "a"]);
});

test("plain text is the shell's, a builtin is by its name, a script program is Node's", async () => {
  const { resolve } = await withFiles({
    "/usr/bin/node": node,
    "/bin/sh": programContent({ type: "builtin", name: "sh" }),
    "/usr/bin/npm": programContent({ type: "script", path: "/usr/lib/npm/cli.js" }),
    "/tmp/text": "echo hello\n",
  });
  expect(resolve("/tmp/text", "a")).toMatchObject({
    program: { type: "builtin", name: "sh" },
    args: ["/bin/sh", "/tmp/text", "a"],
  });
  expect(resolve("npm", "i")).toMatchObject({
    program: { type: "node" },
    args: ["npm", "/usr/lib/npm/cli.js", "i"],
    execPath: "/usr/bin/node",
  });
});

test("what can't be run says why", async () => {
  const { resolve, call } = await withFiles({
    "/tmp/binary": Uint8Array.of(127, 69, 76, 70, 0, 1),
    "/tmp/loop": "#!/tmp/loop\n",
    "/tmp/lost": "#!/usr/bin/env nothing\n",
    "/tmp/plain": "x",
  });
  await call("chmod", [0o644], ["/tmp/plain"]);
  const code = (file: string) => {
    try {
      return resolve(file).execPath;
    } catch (error) {
      return error instanceof Error && "code" in error ? error.code : error;
    }
  };
  expect(["/tmp/binary", "/tmp/loop", "/tmp/lost", "/tmp/plain", "/tmp", "nothing", ""].map(code)).toEqual([
    "ENOEXEC",
    "ELOOP",
    "ENOENT",
    "EACCES",
    "EACCES",
    "ENOENT",
    "ENOENT",
  ]);
});

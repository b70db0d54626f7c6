import { expect, test } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { editsOfShared, fromWorkspace } from "./from-workspace";

test("a workspace travels whole: bytes, modes, links and empty folders, without what tools filled", async () => {
  const author = await createMemoryWorkspace({ "src/a.bin": new Uint8Array([0, 1, 255]), "node_modules/x/i.js": "x" });
  await author.apply([
    { type: "write", path: "run.sh", content: "#!/bin/sh", mode: 0o755 },
    { type: "mkdir", path: "deep/empty" },
    { type: "symlink", path: "link", target: "src/a.bin" },
    { type: "write", path: ".env", content: "KEY=1" },
  ]);
  const shared = await fromWorkspace(author, "Demo", (path) => path === ".env");
  expect(shared.emptyFolders).toEqual(["deep/empty"]);

  const reader = await createMemoryWorkspace();
  await reader.apply(editsOfShared(shared));
  expect(await fromWorkspace(reader, "Demo")).toEqual(shared);
  expect((await reader.stat("run.sh")).mode).toBe(0o755);
  expect([...(await reader.readBytes("link"))]).toEqual([0, 1, 255]);
  await expect(reader.stat(".env")).rejects.toMatchObject({ code: "ENOENT" });
});

import { createMemoryWorkspace } from "@/lib/workspace";
import { expect, test } from "vitest";
import { originalPosition, placeInProject, positionIn, projectFile } from "./source-position";

test.each([
  [
    "    at App (http://box.ide.localhost:3000/src/app.tsx?t=17:12:5)",
    "http://box.ide.localhost:3000/src/app.tsx?t=17",
  ],
  ["render@http://box.ide.localhost:3000/~5173/src/main.js:12:5", "http://box.ide.localhost:3000/~5173/src/main.js"],
  ["    at file:///home/project/server.js:12:5", "file:///home/project/server.js"],
  ["src/index.ts:12:5", "src/index.ts"],
])("finds the position in “%s”", (line, file) => {
  expect(positionIn(line)).toEqual({ file, line: 12, column: 5 });
});

test("a line without a position has none", () => {
  expect(positionIn("TypeError: x is not a function")).toBeUndefined();
});

test("an address, an absolute path and a path below public lead to the project's file", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeText("src/app.tsx", "");
  await workspace.writeText("public/a b.js", "");
  expect(await projectFile(workspace, "http://box.ide.localhost:3000/~5173/src/app.tsx?t=1")).toBe("src/app.tsx");
  expect(await projectFile(workspace, "/home/project/src/app.tsx")).toBe("src/app.tsx");
  expect(await projectFile(workspace, "http://box.ide.localhost:3000/a%20b.js")).toBe("public/a b.js");
  expect(await projectFile(workspace, "http://box.ide.localhost:3000/../../etc/passwd")).toBeUndefined();
});

test("a map in the script leads back to the line that was written", async () => {
  const map = { version: 3, sources: ["a.ts"], names: [], mappings: ";;AAEA" };
  const script = `a;\nb;\nc;\n//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(map))}\n`;
  const at = { file: "http://x/a.ts", line: 3, column: 1 };
  expect(await originalPosition(script, at)).toEqual({ ...at, line: 3, column: 1 });
  const moved = { ...map, mappings: ";;AAIE" };
  const other = script.replace(/base64,.*/u, `base64,${btoa(JSON.stringify(moved))}`);
  expect(await originalPosition(other, at)).toEqual({ ...at, line: 5, column: 3 });
});

test("a script that can't be read keeps its own position", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeText("main.js", "");
  const place = await placeInProject(workspace, { file: "http://x/main.js", line: 2, column: 4 }, async () => {
    throw new Error("gone");
  });
  expect(place).toEqual({ path: "main.js", line: 2, column: 4 });
});

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

const mapped = (sources: readonly string[], mappings: string) =>
  JSON.stringify({ version: 3, sources, names: [], mappings });
const inline = (map: string) => `//# sourceMappingURL=data:application/json;base64,${btoa(map)}`;
const none = async () => {
  throw new Error("gone");
};

test("a map in the script leads back to the line that was written", async () => {
  const at = { file: "http://x/a.ts", line: 3, column: 1 };
  const script = (map: string) => `a;\nb;\nc;\n${inline(map)}\n`;
  expect(await originalPosition(script(mapped(["a.ts"], ";;AAEA")), at, none)).toEqual({ ...at, line: 3, column: 1 });
  expect(await originalPosition(script(mapped(["a.ts"], ";;AAIE")), at, none)).toEqual({ ...at, line: 5, column: 3 });
});

test("a bundle leads to the file that its part was written in, by a map in it or beside it", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeText("dist/bundle.js", "");
  await workspace.writeText("src/app.tsx", "");
  const at = { file: "http://x/~3000/dist/bundle.js", line: 1, column: 1 };
  const map = mapped(["../src/app.tsx"], "AAIE");
  const served: Record<string, string> = {
    [at.file]: `a;\n//# sourceMappingURL=bundle.js.map\n`,
    "http://x/~3000/dist/bundle.js.map": map,
  };
  const written = { path: "src/app.tsx", line: 5, column: 3 };
  expect(await placeInProject(workspace, at, async (url) => served[url] ?? "")).toEqual(written);
  expect(await placeInProject(workspace, at, async () => `a;\n${inline(map)}`)).toEqual(written);
  expect(await placeInProject(workspace, at, async () => inline(mapped(["gone.ts"], "AAIE")))).toEqual({
    path: "dist/bundle.js",
    line: 1,
    column: 1,
  });
});

test("a script that can't be read keeps its own position", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeText("main.js", "");
  const place = await placeInProject(workspace, { file: "http://x/main.js", line: 2, column: 4 }, none);
  expect(place).toEqual({ path: "main.js", line: 2, column: 4 });
});

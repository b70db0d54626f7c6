import { createMemoryWorkspace } from "@/lib/workspace";
import { expect, test } from "vitest";
import { wishOf } from "./wish";

async function wish(files: Readonly<Record<string, string>>): Promise<string | undefined> {
  const workspace = await createMemoryWorkspace();
  await workspace.apply(Object.entries(files).map(([path, content]) => ({ type: "write", path, content }) as const));
  return wishOf(workspace);
}

test("two projects wish the same when all that decides what is installed is the same", async () => {
  const manifest = { "package.json": `{ "dependencies": { "react": "^19.0.0" } }` };
  expect(await wish({ ...manifest, "src/a.ts": "1" })).toBe(await wish({ ...manifest, "src/b.ts": "2" }));
  expect(await wish({ ...manifest, "package-lock.json": "{}" })).not.toBe(await wish(manifest));
  expect(await wish({ ...manifest, ".npmrc": "omit=dev" })).not.toBe(await wish(manifest));
});

test.each([
  `{ "dependencies": { "mine": "file:../mine" } }`,
  `{ "dependencies": { "mine": "workspace:*" } }`,
  `{ "workspaces": ["packages/*"] }`,
])("packages of the project's own are nobody else's: %s", async (manifest) => {
  expect(await wish({ "package.json": manifest })).toBeUndefined();
});

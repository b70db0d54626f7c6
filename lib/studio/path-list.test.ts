import { expect, test, vi } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { createPathList } from "./path-list";

test("lists the paths once they are wanted, and again after files came and went", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "1", "src/b.txt": "2", "node_modules/x/c.txt": "3" });
  const paths = createPathList(workspace);
  await workspace.writeText("early.txt", "4");
  expect(paths.store.get()).toBeUndefined();
  paths.read();
  await vi.waitFor(() => {
    expect(paths.store.get()?.toSorted()).toEqual(["a.txt", "early.txt", "src/b.txt"]);
  });
  const before = paths.store.get();
  await workspace.writeText("a.txt", "another text, no other name");
  await workspace.remove("src");
  await workspace.rename("early.txt", "late.txt");
  await vi.waitFor(() => {
    expect(paths.store.get()?.toSorted()).toEqual(["a.txt", "late.txt"]);
  });
  expect(before).toHaveLength(3);
  paths.dispose();
});

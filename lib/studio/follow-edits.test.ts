import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { followEdits } from "./follow-edits";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function follow(isPlain = () => true) {
  const workspace = await createMemoryWorkspace();
  const done: string[] = [];
  const note = (what: string) => async () => void done.push(what);
  const following = followEdits({ workspace, isPlain, settle: note("settled"), reload: note("reloaded") });
  return { workspace, done, following };
}

test("edits in a row load the page once, when programs can see them", async () => {
  const { workspace, done } = await follow();
  await workspace.writeText("index.html", "a");
  await vi.advanceTimersByTimeAsync(300);
  await workspace.writeText("style.css", "b");
  await vi.advanceTimersByTimeAsync(300);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(done).toEqual(["settled", "reloaded"]);
});

test("what no page shows, and a page with a server of its own, loads nothing", async () => {
  const { workspace, done } = await follow();
  await workspace.writeText(".git/index", "a");
  await workspace.writeText("node_modules/a/index.js", "a");
  const other = await follow(() => false);
  await other.workspace.writeText("index.html", "a");
  await vi.advanceTimersByTimeAsync(2000);
  expect([done, other.done]).toEqual([[], []]);
});

test("a page that went away meanwhile stays away", async () => {
  let isThere = true;
  const { workspace, done, following } = await follow(() => isThere);
  await workspace.writeText("index.html", "a");
  isThere = false;
  await vi.advanceTimersByTimeAsync(2000);
  expect(done).toEqual(["settled"]);
  isThere = true;
  await workspace.writeText("index.html", "b");
  following.dispose();
  await vi.advanceTimersByTimeAsync(2000);
  expect(done).toEqual(["settled"]);
});

import { expect, test } from "vitest";
import { encodeShare, findPublished, publishedKey, type SharedFile, type SharedProject } from "@/lib/sharing";
import { openShared } from "./open-shared";

async function reactTemplate(): Promise<readonly SharedFile[]> {
  const published = (await findPublished(publishedKey("react"))) ?? new Map();
  return [...published].map(([path, { mode, content }]) => ({ path, mode, content }));
}

async function opened(change: Partial<SharedProject>) {
  const project = { name: "A project", files: await reactTemplate(), emptyFolders: [], links: [], ...change };
  return openShared(await encodeShare(project, publishedKey("react"), findPublished), { type: "link" });
}

test("a template as it was published is told from one that holds a byte of somebody's", async () => {
  const files = await reactTemplate();
  const [first, ...others] = files;
  if (!first) throw new Error("The template is empty.");
  const changed = first.content.slice();
  changed[0] = (changed[0] ?? 0) ^ 1;
  const extra = { path: "vite.config.js", mode: 0o644, content: new TextEncoder().encode("evil()") };
  expect((await opened({})).isTemplate).toBe(true);
  for (const change of [
    { files: [{ ...first, content: changed }, ...others] },
    { files: [{ ...first, mode: 0o755 }, ...others] },
    { files: others },
    { files: [...files.filter(({ path }) => path !== extra.path), extra] },
    { links: [{ path: "node_modules", target: "src" }] },
    { emptyFolders: ["node_modules"] },
  ])
    expect((await opened(change)).isTemplate).toBe(false);
});

test("what builds on no template is none", async () => {
  const project = { name: "Empty", files: [], emptyFolders: [], links: [] };
  expect((await openShared(await encodeShare(project, "none@1", findPublished), { type: "link" })).isTemplate).toBe(
    false,
  );
});

import type { FileTree, FileTreeEntry } from "@/lib/sandbox";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTree, encodeTree } from "./tree-image";

const name = fc.string({ minLength: 1, maxLength: 12 });
const { tree: anyTree } = fc.letrec<{ tree: FileTree; entry: FileTreeEntry }>((tie) => ({
  tree: fc.dictionary(name, tie("entry"), { maxKeys: 4, noNullPrototype: true }),
  entry: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.record({
      type: fc.constant("file" as const),
      content: fc.uint8Array({ maxLength: 40 }),
      mode: fc.constantFrom(0o644, 0o755),
    }),
    fc.record({ type: fc.constant("symlink" as const), target: fc.string() }),
    fc.record({ type: fc.constant("directory" as const), entries: tie("tree") }),
  ),
}));

const plain = (tree: FileTree): unknown =>
  Object.entries(tree).map(([key, entry]) => [
    key,
    entry.type === "directory"
      ? plain(entry.entries)
      : entry.type === "file"
        ? [Array.from(entry.content as Uint8Array), entry.mode]
        : entry,
  ]);

test("any tree comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(anyTree, async (tree) => {
      const back = decodeTree(await encodeTree(tree).arrayBuffer());
      expect(back && plain(back)).toEqual(plain(tree));
    }),
  );
});

test("what is no such image, or only a part of one, is none", async () => {
  const whole = await encodeTree({ a: { type: "file", content: "hello" } }).arrayBuffer();
  expect(decodeTree(whole.slice(0, whole.byteLength - 1))).toBeUndefined();
  expect(decodeTree(new ArrayBuffer(2))).toBeUndefined();
  expect(decodeTree(new TextEncoder().encode("\0\0\0\x02{}").buffer)).toBeUndefined();
});

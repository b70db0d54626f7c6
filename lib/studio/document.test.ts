import { expect, test, vi } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { openDocument } from "./document";
import { contentOf } from "./document-kind";

async function setUp(text = "one\n") {
  const workspace = await createMemoryWorkspace({ "a.txt": text });
  return { workspace, document: await openDocument(workspace, "a.txt", { quiet: 5 }) };
}

test("what is typed is saved after a moment of quiet", async () => {
  const { workspace, document } = await setUp();
  document.changed(() => "two\n");
  expect(document.state.get().type).toBe("unsaved");
  await vi.waitFor(() => {
    expect(document.state.get().type).toBe("saved");
  });
  expect(await workspace.readText("a.txt")).toBe("two\n");
});

test("saving doesn't wait for the quiet", async () => {
  const { workspace, document } = await setUp();
  document.changed(() => "now\n");
  await document.save();
  expect(await workspace.readText("a.txt")).toBe("now\n");
});

test("what others write is shown when nothing is unsaved", async () => {
  const { workspace, document } = await setUp();
  const texts: string[] = [];
  document.onReplaced((text) => texts.push(text));
  await workspace.writeText("a.txt", "theirs\n", "agent");
  await vi.waitFor(() => {
    expect(texts).toEqual(["theirs\n"]);
  });
});

test.each([
  ["mine", "mine\n"],
  ["theirs", "theirs\n"],
] as const)("two texts at once are a conflict until someone keeps %s", async (whose, kept) => {
  const { workspace, document } = await setUp();
  document.changed(() => "mine\n");
  await workspace.writeText("a.txt", "theirs\n", "agent");
  await vi.waitFor(() => {
    expect(document.state.get().type).toBe("conflict");
  });
  await document.save();
  expect(await workspace.readText("a.txt")).toBe("theirs\n");
  await document.keep(whose);
  expect([await workspace.readText("a.txt"), document.state.get().type]).toEqual([kept, "saved"]);
});

test("a file that someone deleted is told as gone, and nothing that was typed is lost", async () => {
  const { workspace, document } = await setUp();
  await workspace.remove("a.txt", "program");
  await vi.waitFor(() => {
    expect(document.state.get().type).toBe("gone");
  });
  document.changed(() => "still here\n");
  await document.keep("mine");
  expect(await workspace.readText("a.txt")).toBe("still here\n");
});

test("typing while a save is under way is saved too", async () => {
  const { workspace, document } = await setUp();
  document.changed(() => "first\n");
  const saving = document.save();
  document.changed(() => "second\n");
  await saving;
  await document.save();
  expect(await workspace.readText("a.txt")).toBe("second\n");
});

test("text, images, other bytes and text that is too long are told apart", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(contentOf("a.ts", bytes("let a")).type).toBe("text");
  expect(contentOf("logo.PNG", bytes("x"))).toMatchObject({ type: "image", mime: "image/png" });
  expect(contentOf("a.wasm", Uint8Array.of(0, 97, 115, 109))).toEqual({
    type: "binary",
    size: 4,
    head: Uint8Array.of(0, 97, 115, 109),
  });
  expect(contentOf("a.log", bytes("long enough"), 5)).toEqual({ type: "large", size: 11, head: "long enough" });
  expect(contentOf("a.log", Uint8Array.of(97, 255)).type).toBe("binary");
});

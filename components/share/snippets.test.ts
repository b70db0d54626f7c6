import { expect, test } from "vitest";
import { badgeMarkdown, embedAddress, frameHtml } from "./snippets";

const inLink = { origin: "https://ide.example", share: "1.react@1.AAAA", name: `"><script>` };

test("an embed says only what differs from the usual", () => {
  expect(embedAddress(inLink, { show: "both", theme: "auto" })).toBe("https://ide.example/embed#p=1.react@1.AAAA");
  const stored = { origin: "https://ide.example", id: "abc", name: "x" };
  expect(embedAddress(stored, { show: "preview", theme: "dark" })).toBe(
    "https://ide.example/embed/s/abc#show=preview&theme=dark",
  );
});

test("a project's name is text in the code that is copied", () => {
  expect(frameHtml(inLink, { show: "both", theme: "auto" })).toContain('title="&quot;&gt;&lt;script&gt;"');
});

test("a badge leads to the page of the project", () => {
  expect(badgeMarkdown(inLink, "Open in tabsmith")).toBe(
    "[![Open in tabsmith](https://ide.example/badge.svg)](https://ide.example/share#p=1.react@1.AAAA)",
  );
});

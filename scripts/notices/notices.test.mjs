import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../steps/paths.mjs";
import { writeNotices } from "./write.mjs";

test("THIRD_PARTY.md names every package that a build may carry (else: npm run notices)", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const document = readFileSync(join(root, "THIRD_PARTY.md"), "utf8");
  const missing = Object.entries(packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.devOptional && !entry.optional)
    .map(
      ([path, entry]) => `| ${entry.name ?? path.slice(path.lastIndexOf("node_modules/") + 13)} | ${entry.version} |`,
    )
    .filter((row) => !document.includes(row));
  expect(missing).toEqual([]);
});

test("says each text once, whatever it quotes", () => {
  const text = "Do this:\n```\ncopy\n```";
  const document = writeNotices([
    { name: "a", version: "1.0.0", license: "MIT", text },
    { name: "b", version: "2.0.0", license: "MIT", text },
    { name: "c", version: "3.0.0", license: "ISC", text: "" },
  ]);
  expect(document).toContain("| c | 3.0.0 | ISC |");
  expect(document).toContain("## a, b\n\n````text\nDo this:");
  expect(document.split("Do this")).toHaveLength(2);
});

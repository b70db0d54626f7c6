import { expect, test } from "vitest";
import { templates } from "@/lib/workspace";
import { publishedTemplates } from "./published-templates.data";
import { findPublished, publishedKey, templateHash } from "./published-templates";

test.each(Object.entries(publishedTemplates))(
  "%s is what links know it as (else: keep its old files in published-templates.data.ts and give the new ones a number)",
  async (key, { hash }) => {
    expect(await templateHash((await findPublished(key)) ?? new Map())).toBe(hash);
  },
);

test("every template that is offered has been published", () => {
  expect(templates.map(({ id }) => publishedKey(id)).filter((key) => key.startsWith("none@"))).toEqual([]);
});

test("a project that came from no template builds on nothing, and unknown ones aren't found", async () => {
  expect(publishedKey(undefined)).toBe("none@1");
  expect((await findPublished("none@1"))?.size).toBe(0);
  expect(await findPublished("react@99")).toBeUndefined();
  expect(await findPublished("constructor")).toBeUndefined();
});

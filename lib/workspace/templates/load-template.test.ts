import { expect, test } from "vitest";
import { normalizePath } from "@/lib/base";
import { loadTemplate } from "./load-template";
import { templates } from "./templates.data";

const opening = templates.flatMap(({ id, opens }) => (opens ? [{ id, opens }] : []));

test.each(opening)("$id holds $opens, the file that opens first", async ({ id, opens }) => {
  expect(Object.keys(await loadTemplate(id))).toContain(opens);
});

const running = templates.flatMap(({ id, runs }) => {
  const script = /^npm (?:run )?(\w+)$/.exec(runs ?? "")?.[1];
  return script ? [{ id, script }] : [];
});

test.each(running)("the package of $id has the script $script that Run starts", async ({ id, script }) => {
  const files = await loadTemplate(id);
  expect(JSON.parse(files["package.json"] ?? "{}")).toHaveProperty(["scripts", script]);
});

test.each(templates.map((template) => template.id))(
  "every path of %s stays inside the project and every file ends a line",
  async (id) => {
    for (const [path, text] of Object.entries(await loadTemplate(id))) {
      expect(normalizePath(path)).toBe(path);
      expect(path.startsWith("/") || path.startsWith("..")).toBe(false);
      expect(text.endsWith("\n")).toBe(true);
    }
  },
);

test("an unknown name is answered with the names there are", async () => {
  await expect(loadTemplate("cobol")).rejects.toThrow(/There is no template "cobol".*typescript/);
});

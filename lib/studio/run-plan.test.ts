import { expect, test } from "vitest";
import { findTemplate, loadTemplate, templates } from "@/lib/workspace";
import { planRun, readScripts, serveStatic, type RunFacts } from "./run-plan";

const facts = (given: Partial<RunFacts>): RunFacts => ({
  manifest: undefined,
  hasModules: false,
  names: [],
  template: undefined,
  ...given,
});

const manifest = (value: unknown) => JSON.stringify(value);

test.each(templates.filter(({ id }) => id !== "empty").map(({ id }) => id))(
  "the template %s can be run",
  async (id) => {
    const files = await loadTemplate(id);
    const names = Object.keys(files).map((path) => path.split("/")[0] ?? "");
    const plan = planRun(facts({ manifest: files["package.json"], names, template: findTemplate(id) }));
    expect(plan?.command).toBe(findTemplate(id)?.runs ?? serveStatic);
  },
);

test("modules are installed once, and only when some are needed", () => {
  const needing = manifest({ scripts: { dev: "vite" }, devDependencies: { vite: "7" } });
  expect(planRun(facts({ manifest: needing }))).toEqual({ install: true, command: "npm run dev" });
  expect(planRun(facts({ manifest: needing, hasModules: true }))).toEqual({ install: false, command: "npm run dev" });
  expect(planRun(facts({ manifest: manifest({ scripts: { start: "node ." } }) }))?.install).toBe(false);
});

test("a template whose program was deleted falls back to what is there", () => {
  expect(planRun(facts({ template: findTemplate("node"), names: ["main.py"] }))?.command).toBe("python main.py");
});

test.each(["{", "null", "3", '{"scripts": "x"}', '{"scripts": {"dev": 3}}'])(
  "the broken manifest %s breaks nothing",
  (text) => {
    expect(planRun(facts({ manifest: text, names: ["index.js"] }))?.command).toBe("node index.js");
    expect(readScripts(text)).toEqual({});
  },
);

test("an empty project has nothing to run", () => {
  expect(planRun(facts({ names: ["README.md"] }))).toBeUndefined();
});

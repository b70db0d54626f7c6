import { expect, test } from "vitest";
import { findTemplate, loadTemplate, templates } from "@/lib/workspace";
import { readManifest, type Manifest } from "./manifest";
import { planRun, serveStatic, type RunFacts } from "./run-plan";

function manifest(text: string | undefined): Manifest {
  const reading = readManifest(text);
  if (reading.type === "broken") throw new Error("The manifest of the test is broken.");
  return reading.manifest;
}

const facts = (given: Partial<RunFacts>): RunFacts => ({
  manifest: manifest(undefined),
  hasModules: false,
  names: [],
  template: undefined,
  ...given,
});

const manifestOf = (value: unknown) => manifest(JSON.stringify(value));

test.each(templates.filter(({ id }) => id !== "empty").map(({ id }) => id))(
  "the template %s can be run",
  async (id) => {
    const files = await loadTemplate(id);
    const names = Object.keys(files).map((path) => path.split("/")[0] ?? "");
    const plan = planRun(facts({ manifest: manifest(files["package.json"]), names, template: findTemplate(id) }));
    expect(plan?.command).toBe(findTemplate(id)?.runs ?? serveStatic);
  },
);

test("modules are installed once, and only when some are needed", () => {
  const needing = manifestOf({ scripts: { dev: "vite" }, devDependencies: { vite: "7" } });
  expect(planRun(facts({ manifest: needing }))).toEqual({ install: true, command: "npm run dev" });
  expect(planRun(facts({ manifest: needing, hasModules: true }))).toEqual({ install: false, command: "npm run dev" });
  expect(planRun(facts({ manifest: manifestOf({ scripts: { start: "node ." } }) }))?.install).toBe(false);
});

test("a template whose program was deleted falls back to what is there", () => {
  expect(planRun(facts({ template: findTemplate("node"), names: ["main.py"] }))?.command).toBe("python main.py");
});

test("an empty project has nothing to run", () => {
  expect(planRun(facts({ names: ["README.md"] }))).toBeUndefined();
});

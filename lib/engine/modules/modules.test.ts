import { runInThisContext, Script } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Evaluator } from "@/lib/engine/modules/evaluate";
import { applyEdits } from "@/lib/engine/modules/edits";
import { isGraphAsync, LinkError, linkGraph } from "@/lib/engine/modules/link";
import { ModuleRecord } from "@/lib/engine/modules/module-record";
import { transformModule } from "@/lib/engine/modules/transform-module";
import { transformScript } from "@/lib/engine/modules/transform-script";

type Sources = Readonly<Record<string, string>>;

const cell = { current: undefined as unknown };

function start(record: ModuleRecord): void {
  const { transform } = record;
  if (!transform) return;
  const helpers = {
    init(getters: Record<string, () => unknown>) {
      record.getters = getters;
    },
    gate: new Promise<void>((resolve) => {
      record.openGate = resolve;
    }),
    meta: { url: record.url },
    at(place: number, value: unknown) {
      record.awaitsAt = place;
      return value;
    },
  };
  const cells = (record.dependencies ?? []).flatMap((dependency) => [dependency.cells, dependency]);
  const body = runInThisContext(transform.code) as (...args: unknown[]) => unknown;
  const running = body(helpers, cell, ...cells);
  if (transform.isGated) record.running = running as Promise<void>;
  else {
    record.body = running as Generator<unknown, void, unknown>;
    record.body.next();
  }
}

function graph(sources: Sources, keepsContext = false): (name: string) => ModuleRecord {
  const records = new Map<string, ModuleRecord>();
  for (const [name, source] of Object.entries(sources)) {
    records.set(name, new ModuleRecord(name, { transform: transformModule(source, { keepsContext }), source }));
  }
  const find = (name: string): ModuleRecord => {
    const found = records.get(name);
    if (!found) throw new Error(`No module ${name}`);
    return found;
  };
  for (const record of records.values()) {
    record.dependencies = record.transform?.requests.map(({ specifier }) => find(specifier));
  }
  return find;
}

const evaluator = new Evaluator((promise, fulfilled, rejected) => void promise.then(fulfilled, rejected));

async function run(sources: Sources): Promise<Record<string, unknown>> {
  const main = graph(sources)("main");
  linkGraph(main, start);
  await evaluator.evaluate(main);
  return main.namespace as Record<string, unknown>;
}

test("an imported name is read as it is now", async () => {
  const space = await run({
    main: "import { count, add } from 'counter'; const before = count; add(); export const seen = [before, count];",
    counter: "export let count = 1; export function add() { count++; }",
  });
  expect(space["seen"]).toEqual([1, 2]);
});

test("a cycle sees hoisted functions, and a name too early is a ReferenceError", async () => {
  const space = await run({
    main: "import { late } from 'other'; export function hoisted() { return 1; } export const value = 2; export const got = late;",
    other:
      "import { hoisted, value } from 'main'; let caught; try { value; } catch (error) { caught = error.name; } export const late = [hoisted(), caught];",
  });
  expect(space["got"]).toEqual([1, "ReferenceError"]);
});

test("shadowed names, shorthand and default exports keep their meaning", async () => {
  const space = await run({
    main: "import x, { y as z } from 'dep'; function f(x) { return x; } { let z = 5; } export const all = { x, z, inner: f(3) }; export { default as again } from 'dep';",
    dep: "export default class {} ; export const y = 'why';",
  });
  const { x, z, inner } = space["all"] as { x: { name: string }; z: string; inner: number };
  expect([x.name, z, inner]).toEqual(["default", "why", 3]);
  expect(space["again"]).toBe(x);
});

test("top-level await holds its importers back, not their siblings", async () => {
  const log: string[] = [];
  Reflect.set(globalThis, "__moduleLog", log);
  await run({
    main: "import 'slow'; import 'quick'; __moduleLog.push('main');",
    slow: "__moduleLog.push('slow starts'); await new Promise((done) => setTimeout(done, 5)); __moduleLog.push('slow ends');",
    quick: "__moduleLog.push('quick');",
  });
  expect(log).toEqual(["slow starts", "quick", "slow ends", "main"]);
});

test("a loop that awaits at the top level runs behind its gate", async () => {
  const space = await run({
    main: "export const seen = []; for await (const item of [1, Promise.resolve(2)]) seen.push(item);",
  });
  expect(space["seen"]).toEqual([1, 2]);
});

test("linking names the export that is missing or ambiguous", () => {
  const missing = graph({ main: "import { nope } from 'dep';", dep: "export const yes = 1;" })("main");
  expect(() => linkGraph(missing, start)).toThrow(LinkError);
  expect(missing.status).toBe("unlinked");
  const twice = graph({
    main: "import { a } from 'both';",
    both: "export * from 'one'; export * from 'two';",
    one: "export const a = 1;",
    two: "export const a = 2;",
  })("main");
  expect(() => linkGraph(twice, start)).toThrow("ambiguous-export");
});

test("a namespace has sorted names, exact descriptors and can't be written", async () => {
  const space = await run({ main: "export const b = 1; export let a = 2; export default 3;" });
  expect(Object.keys(space)).toEqual(["a", "b", "default"]);
  expect(Object.getOwnPropertyDescriptor(space, "a")).toEqual({
    value: 2,
    writable: true,
    enumerable: true,
    configurable: false,
  });
  expect(Reflect.set(space, "a", 5)).toBe(false);
  expect(Object.prototype.toString.call(space)).toBe("[object Module]");
});

test("a graph knows whether anything in it awaits", () => {
  const find = graph({ main: "import 'a';", a: "import 'b';", b: "await 1;" });
  expect(isGraphAsync(find("main"))).toBe(true);
});

test("context is saved after the operand of await and put back after it", async () => {
  const main = graph(
    {
      main: "export const seen = []; async function f() { k.current = 'A'; await (k.current = 'B', 1); seen.push(k.current); } export const done = f();",
    },
    true,
  )("main");
  Reflect.set(globalThis, "k", cell);
  linkGraph(main, start);
  await evaluator.evaluate(main);
  cell.current = "other";
  await main.cells["done"];
  expect(main.cells["seen"]).toEqual(["B"]);
});

test("context is carried through whatever stands after an arrow", () => {
  const bodies = [
    "await b",
    "(await b)",
    "((await b, { c: 1 }))",
    "/* => ( */ (await b, [1])",
    "// =>\n  (await b)\n",
    "({ b: await b })",
  ];
  for (const body of bodies) {
    for (const head of ["async () =>", "async b =>", "async (a, b = (x) => x,) =>"]) {
      const { prefix, edits } = transformScript(`f(${head} ${body}, 1);`, { keepsContext: true });
      const code = applyEdits(`f(${head} ${body}, 1);`, edits);
      expect(code).toContain(`${prefix}c=${prefix}k.current`);
      expect(new Script(code)).toBeInstanceOf(Script);
    }
  }
});

test("a direct eval gets its text by way of the loader, whatever stands in its parentheses", () => {
  for (const text of ["'import(\"x\")'", "(text)", "await text", "text, import('y')"]) {
    const source = `async () => { eval(${text}); } // import(`;
    for (const keepsContext of [false, true]) {
      const { prefix, edits } = transformScript(source, { keepsContext });
      const code = applyEdits(source, edits);
      expect(code).toMatch(/eval\(+__\$m\.text\(/);
      expect(code).toContain(`,"${prefix}")`);
      expect(new Script(code)).toBeInstanceOf(Script);
    }
  }
});

test("a module that waits for ever is known by the place of its `await`", async () => {
  const main = graph({ main: "const a = 1;\nawait 2; await new Promise(() => {});" })("main");
  linkGraph(main, start);
  void evaluator.evaluate(main);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(evaluator.waiting.has(main)).toBe(true);
  expect(main.source.slice(main.awaitsAt)).toBe("await new Promise(() => {});");
});

test("no transform adds or removes a line", () => {
  const statement = fc.constantFrom(
    "import a from 'x';",
    "import {\n  b,\n  c as d\n} from 'y';",
    "export { b as e };",
    "export default function\n() {}",
    "const f = async () => await b;",
    "export * from\n'z';",
    "console.log(a, `\n${d}`);",
    "await a;",
  );
  fc.assert(
    fc.property(fc.uniqueArray(statement), fc.boolean(), (statements, keepsContext) => {
      const source = `import b0 from 'w'; let b;\n${statements.filter((text) => !text.includes("b,")).join("\n")}`;
      const { code } = transformModule(source, { keepsContext });
      expect(code.split("\n").length).toBe(source.split("\n").length + 1);
    }),
  );
});

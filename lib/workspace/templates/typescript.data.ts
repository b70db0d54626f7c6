import { json } from "./json";
import type { TemplateFiles } from "./template";

export const files: TemplateFiles = {
  "package.json": json({
    name: "typescript-project",
    private: true,
    type: "module",
    scripts: { start: "node src/index.ts", test: "node --test", check: "tsc --noEmit" },
    devDependencies: { "@types/node": "^24.0.0", typescript: "^5.9.0" },
  }),
  "tsconfig.json": json({
    compilerOptions: {
      target: "es2023",
      module: "nodenext",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      verbatimModuleSyntax: true,
    },
    include: ["src"],
  }),
  "src/index.ts": `import { plan, type Task } from "./plan.ts";

const tasks: Task[] = [
  { name: "plate", minutes: 5, after: ["cook"] },
  { name: "cook", minutes: 25, after: ["chop", "boil water"] },
  { name: "chop", minutes: 10, after: [] },
  { name: "boil water", minutes: 8, after: [] },
];

for (const step of plan(tasks)) {
  console.log(\`\${String(step.startsAt).padStart(3)} min  \${step.name}\`);
}
`,
  "src/plan.ts": `export interface Task {
  readonly name: string;
  readonly minutes: number;
  readonly after: readonly string[];
}

export interface Step {
  readonly name: string;
  readonly startsAt: number;
}

/** When each task can start if everything that is ready runs at once. */
export function plan(tasks: readonly Task[]): Step[] {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  const starts = new Map<string, number>();

  const startOf = (task: Task, path: readonly string[]): number => {
    if (path.includes(task.name)) throw new Error(\`\${[...path, task.name].join(" → ")} is a circle\`);
    const known = starts.get(task.name);
    if (known !== undefined) return known;
    const ends = task.after.map((name) => {
      const before = byName.get(name);
      if (!before) throw new Error(\`"\${task.name}" waits for "\${name}", which isn't a task\`);
      return startOf(before, [...path, task.name]) + before.minutes;
    });
    const start = Math.max(0, ...ends);
    starts.set(task.name, start);
    return start;
  };

  return tasks
    .map((task) => ({ name: task.name, startsAt: startOf(task, []) }))
    .sort((a, b) => a.startsAt - b.startsAt);
}
`,
  "src/plan.test.ts": `import assert from "node:assert/strict";
import test from "node:test";
import { plan } from "./plan.ts";

test("a task starts when the slowest one before it has ended", () => {
  const steps = plan([
    { name: "c", minutes: 1, after: ["a", "b"] },
    { name: "a", minutes: 3, after: [] },
    { name: "b", minutes: 7, after: [] },
  ]);
  assert.equal(steps.at(-1)?.name, "c");
  assert.equal(steps.at(-1)?.startsAt, 7);
});

test("a circle is named", () => {
  assert.throws(() => plan([{ name: "a", minutes: 1, after: ["a"] }]), /a → a is a circle/);
});
`,
};

import { expect, test } from "../fixtures/test";
import { oneComputer } from "./computer";

const computer = oneComputer();

test("tsc checks a project once, and again whenever a file changes", async () => {
  const { write, works, run, start } = computer();
  await write({
    "tsc/package.json": { private: true, type: "module" },
    "tsc/tsconfig.json": {
      compilerOptions: { strict: true, module: "nodenext", noEmit: true, types: [] },
      include: ["*.ts"],
    },
    "tsc/a.ts": "export const n: number = 'x';\n",
    "tsc/b.ts": `import { n } from "./a.js";\nexport const twice = n * 2;\n`,
  });
  await works("cd tsc && npm install typescript@6.0.3");
  const wrong = await run("cd tsc && npx tsc --noEmit");
  expect([wrong.code, wrong.output]).toEqual([2, expect.stringContaining("a.ts(1,14): error TS2322")]);
  await write({ "tsc/a.ts": "export const n: number = 1;\n" });
  const watch = await start("cd tsc && npx tsc --watch --preserveWatchOutput");
  await watch.shows(/Found 0 errors\. Watching/u);
  await write({ "tsc/b.ts": `import { n } from "./a.js";\nexport const twice: string = n;\n` });
  expect(await watch.shows(/Found 1 error\. Watching/u)).toContain("TS2322");
  await watch.stop();
});

test("eslint reports by a flat configuration, and mends what it can", async () => {
  const { write, works, run, read } = computer();
  await write({
    "lint/package.json": { private: true, type: "module" },
    "lint/eslint.config.js": `
      import js from "@eslint/js";
      export default [js.configs.recommended, { rules: { "prefer-const": "error" } }];`,
    "lint/a.js": "let used = 1;\nconst unused = used;\n",
  });
  await works("cd lint && npm install eslint@10.15.0 @eslint/js@10.0.1");
  const { code, output } = await run("cd lint && npx eslint --fix a.js");
  expect([code, output]).toEqual([1, expect.stringContaining("no-unused-vars")]);
  expect(await read("lint/a.js")).toBe("const used = 1;\nconst unused = used;\n");
  await write({ "lint/a.js": "export const used = 1;\n" });
  await works("cd lint && npx eslint .");
});

test("prettier finds what isn't formatted, and formats it", async () => {
  const { write, works, run, read } = computer();
  await write({
    "pretty/package.json": { private: true },
    "pretty/a.ts": 'const  a={b:1 , c : "x"}\n',
    "pretty/b.css": "a{color:red}\n",
    "pretty/.prettierrc": { singleQuote: true },
  });
  await works("cd pretty && npm install prettier@3.10.1");
  const { code, output } = await run("cd pretty && npx prettier --check a.ts b.css");
  expect([code, output]).toEqual([1, expect.stringContaining("Code style issues found in 2 files")]);
  await works("cd pretty && npx prettier --write a.ts b.css");
  expect([await read("pretty/a.ts"), await read("pretty/b.css")]).toEqual([
    "const a = { b: 1, c: 'x' };\n",
    "a {\n  color: red;\n}\n",
  ]);
});

test("a command line of lodash, zod, chalk and commander takes its options and refuses others", async () => {
  const { write, works, run } = computer();
  await write({
    "cli/package.json": { private: true, type: "module" },
    "cli/cli.js": `
      import lodash from "lodash";
      import { z } from "zod";
      import { Chalk } from "chalk";
      import { Command } from "commander";
      new Command("cli")
        .option("-n, --name <name>", "who", "world")
        .option("--times <n>", "how often", Number, 1)
        .action((options) => {
          const { success, error } = z.object({ name: z.string().min(2), times: z.number().int() }).safeParse(options);
          if (!success) { console.error(error.issues[0].message); process.exit(2); }
          console.log(new Chalk({ level: 1 }).red(lodash.times(options.times, () => lodash.startCase(options.name)).join(" ")));
        })
        .parse();`,
  });
  await works("cd cli && npm install lodash@4.18.1 zod@4.6.7 chalk@6.0.1 commander@15.1.0");
  expect(await works("cd cli && node cli.js --name big-world --times 2")).toBe(
    "\u001b[31mBig World Big World\u001b[39m\n",
  );
  const small = await run("cd cli && node cli.js --name x");
  expect([small.code, small.output]).toEqual([2, expect.stringMatching(/too small/iu)]);
  expect(await run("cd cli && node cli.js --bogus")).toMatchObject({ code: 1 });
});

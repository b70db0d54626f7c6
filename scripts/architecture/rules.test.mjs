import { expect, test } from "vitest";
import { importsOf } from "./imports-of.mjs";
import { readHouse } from "./house.mjs";
import { judgeHouse } from "./judge.mjs";

const floors = [
  { floor: 9, rooms: ["app"] },
  { floor: 8, rooms: ["components"] },
  { floor: 7, rooms: ["lib/studio", "lib/server"] },
  { floor: 5, rooms: ["lib/agent", "lib/mcp"] },
  { floor: 1, rooms: ["lib/engine"] },
  { floor: 0, rooms: ["lib/base"] },
];

/** A sound little house; each test breaks one thing in it. */
const sound = {
  "app/page.tsx": `import { Chat } from "@/components/chat/chat";`,
  "proxy.ts": `import { answer } from "@/lib/server";`,
  "components/chat/chat.tsx": `"use client"; import { useState } from "react"; import { studio } from "@/lib/studio";`,
  "lib/studio/index.ts": `export { studio } from "./studio";`,
  "lib/studio/studio.ts": `import { run } from "@/lib/agent"; const engine = () => import("@/lib/engine/heavy");`,
  "lib/server/index.ts": `import "server-only"; export { answer } from "./answer";`,
  "lib/server/answer.ts": `import { readFile } from "node:fs/promises"; export const answer = readFile;`,
  "lib/agent/index.ts": `export { run, type Turn } from "./run";`,
  "lib/agent/run.ts": `import { emit } from "@/lib/base"; export type Turn = 1; export const run = emit;`,
  "lib/agent/run.test.ts": `import { run } from "./run";`,
  "lib/mcp/index.ts": `export { connect } from "./connect";`,
  "lib/mcp/connect.ts": `export const connect = 1;`,
  "lib/engine/index.ts": `export type { Status } from "./status";`,
  "lib/engine/status.ts": `export type Status = 1;`,
  "lib/engine/heavy.ts": `import { emit } from "@/lib/base"; export const heavy = emit;`,
  "lib/base/index.ts": `export { emit } from "./emit";`,
  "lib/base/emit.ts": `export const emit = 1;`,
};

const judge = (changes = {}, outside = {}) => judgeHouse(readHouse({ ...sound, ...changes }, floors), outside);

test("finds nothing wrong with a sound house", () => {
  expect(judge()).toEqual([]);
});

test.each([
  ["statically", `import { studio } from "@/lib/studio"; export const emit = studio;`],
  ["for a type only", `import type { studio } from "@/lib/studio"; export const emit = 1;`],
  ["by an inline type", `export const emit: import("@/lib/studio").studio = 1;`],
  ["dynamically", `export const emit = () => import("@/lib/studio");`],
  ["by a re-export", `export { studio as emit } from "@/lib/studio";`],
])("catches an import upward, %s", (_, source) => {
  expect(judge({ "lib/base/emit.ts": source })).toContainEqual(
    expect.stringMatching(/^lib\/base\/emit\.ts imports lib\/studio\/index\.ts .* up to lib\/studio\.$/u),
  );
});

test("catches an import upward by a relative path", () => {
  expect(judge({ "lib/base/emit.ts": `import { run } from "../agent"; export const emit = run;` })).toContainEqual(
    expect.stringContaining("may not look up to lib/agent"),
  );
});

test("catches an import sideways", () => {
  expect(judge({ "lib/mcp/connect.ts": `import { run } from "@/lib/agent"; export const connect = run;` })).toEqual([
    "lib/mcp/connect.ts imports lib/agent/index.ts (static): lib/mcp may not look sideways at lib/agent.",
  ]);
});

test("catches a room that stands on no floor", () => {
  expect(judge({ "lib/utils/index.ts": "" })).toEqual([
    "lib/utils/index.ts is in no room: name its folder in floors.mjs.",
  ]);
});

test.each([
  ["type-only imports", `import type { B } from "./b"; export const run = 1; export type Turn = B;`],
  ["dynamic imports", `export const run = () => import("./b"); export type Turn = 1;`],
])("catches a circle closed by %s", (_, source) => {
  const b = `import type { Turn } from "./run"; export type B = Turn;`;
  expect(judge({ "lib/agent/run.ts": source, "lib/agent/b.ts": b })).toEqual([
    expect.stringMatching(
      /in a circle: lib\/agent\/(run|b)\.ts → lib\/agent\/(run|b)\.ts → lib\/agent\/(run|b)\.ts\.$/u,
    ),
  ]);
});

test("catches a circle through a door", () => {
  const run = `import { emit } from "@/lib/base"; import type { run as itself } from "@/lib/agent"; export const run = emit; export type Turn = 1;`;
  expect(judge({ "lib/agent/run.ts": run })).toEqual([
    expect.stringContaining("lib/agent/index.ts → lib/agent/run.ts"),
  ]);
});

test("catches parts of a room that know each other, though no two modules do", () => {
  expect(
    judge({
      "app/page.tsx": `import { Chat } from "@/components/chat/chat"; import { B } from "@/components/ui/b";`,
      "components/chat/chat.tsx": `import { A } from "@/components/ui/a";`,
      "components/chat/dot.tsx": `export const Dot = 1;`,
      "components/ui/a.tsx": `export const A = 1;`,
      "components/ui/b.tsx": `import { Dot } from "@/components/chat/dot"; export const B = Dot;`,
    }),
  ).toEqual(["These parts import each other in a circle: components/chat → components/ui → components/chat."]);
});

test("catches a guest who passes the door", () => {
  expect(
    judge({
      "lib/agent/run.ts": `import { emit } from "@/lib/base/emit"; export type Turn = 1; export const run = emit;`,
    }),
  ).toEqual([`lib/agent/run.ts passes the door of lib/base: import it from "@/lib/base".`]);
});

test("catches a guest who passes the door for a type only", () => {
  expect(
    judge({ "components/chat/chat.tsx": `import type { Turn } from "@/lib/agent/run"; import "@/lib/studio";` }),
  ).toEqual([`components/chat/chat.tsx passes the door of lib/agent: import it from "@/lib/agent".`]);
});

test("catches a heavy implementation loaded by anyone but studio", () => {
  expect(
    judge({ "components/chat/chat.tsx": `const engine = () => import("@/lib/engine/heavy"); import "@/lib/studio";` }),
  ).toEqual(["components/chat/chat.tsx loads lib/engine/heavy.ts, a heavy implementation: only lib/studio may."]);
});

test("catches studio loading a heavy implementation at once", () => {
  expect(
    judge({ "lib/studio/studio.ts": `import { heavy } from "@/lib/engine/heavy"; export const studio = heavy;` }),
  ).toEqual([`lib/studio/studio.ts passes the door of lib/engine: import it from "@/lib/engine".`]);
});

test.each([
  ["`export *`", `export * from "./emit";`],
  ["logic", `export { emit } from "./emit"; export const more = 1;`],
  ["an import", `import { emit } from "./emit"; export { emit };`],
])("catches a door that holds %s", (what, source) => {
  expect(judge({ "lib/base/index.ts": source })).toContain(
    `lib/base/index.ts holds ${what}: a door only re-exports names.`,
  );
});

test.each(["react", "react-dom", "@ai-sdk/react", "@monaco-editor/react", "react-resizable-panels"])(
  "catches %s under lib/",
  (name) => {
    expect(judge({ "lib/base/emit.ts": `import { x } from "${name}"; export const emit = x;` })).toEqual([
      expect.stringContaining("React lives in components/ and app/ only"),
    ]);
  },
);

test("catches JSX under lib/, and Next outside of the server", () => {
  expect(
    judge({ "lib/base/emit.tsx": "export const emit = <p />;", "lib/base/emit.ts": "export const emit = 1;" }),
  ).toContain("lib/base/emit.tsx holds JSX: views live in components/.");
  expect(
    judge({ "lib/mcp/connect.ts": `import { headers } from "next/headers"; export const connect = headers;` }),
  ).toEqual(["lib/mcp/connect.ts imports next: only lib/server may."]);
});

test("catches server code in the browser, however many steps away", () => {
  const page = `"use client"; import { helper } from "./helper"; import { Chat } from "@/components/chat/chat";`;
  const found = judge({ "app/page.tsx": page, "app/helper.ts": `export { answer as helper } from "@/lib/server";` });
  expect(found).toContain(
    "lib/server/index.ts is server code, but a browser would load it by app/page.tsx → app/helper.ts → lib/server/index.ts.",
  );
});

test("lets a page of the server use the server", () => {
  const page = `import { answer } from "@/lib/server"; import { Chat } from "@/components/chat/chat";`;
  expect(judge({ "app/page.tsx": page })).toEqual([]);
});

test.each(["node:fs", "server-only", "pg", "@electric-sql/pglite"])("catches %s in the browser", (name) => {
  const source = `import { x } from "${name}"; export const connect = x;`;
  const studio = `import { run } from "@/lib/agent"; import { connect } from "@/lib/mcp"; const e = () => import("@/lib/engine/heavy");`;
  expect(judge({ "lib/mcp/connect.ts": source, "lib/studio/studio.ts": studio })).toContain(
    `lib/mcp/connect.ts imports ${name}, but a browser would load it.`,
  );
});

test("catches a server door without its mark", () => {
  expect(judge({ "lib/server/index.ts": `export { answer } from "./answer";` })).toEqual([
    `lib/server/index.ts lacks \`import "server-only"\`.`,
  ]);
});

test("catches an orphan, also one that only its test imports", () => {
  const orphan = {
    "lib/mcp/lost.ts": "export const lost = 1;",
    "lib/mcp/lost.test.ts": `import { lost } from "./lost";`,
  };
  expect(judge(orphan)).toEqual(["lib/mcp/lost.ts is an orphan: nothing imports it."]);
  expect(judge(orphan, { named: ["lib/mcp/lost.ts"] })).toEqual([]);
  expect(judge(orphan, { awaited: ["lib/mcp/"] })).toEqual([]);
});

test("catches a room that knows more than seven others", () => {
  const rooms = ["a", "b", "c", "d", "e", "f", "g", "h"];
  const many = [...floors, { floor: 0, rooms: rooms.map((name) => `lib/${name}`) }];
  const doors = Object.fromEntries(rooms.map((name) => [`lib/${name}/index.ts`, ""]));
  const run = `${rooms.map((name) => `import "@/lib/${name}";`).join("")} export const run = 1; export type Turn = 1;`;
  expect(judgeHouse(readHouse({ ...sound, ...doors, "lib/agent/run.ts": run }, many))).toEqual([
    "lib/agent knows 8 rooms: seven is the most.",
  ]);
});

test("catches an import of a file that isn't there", () => {
  expect(judge({ "lib/base/emit.ts": `import { gone } from "./gone"; export const emit = gone;` })).toEqual([
    "lib/base/emit.ts imports ./gone, which isn't there.",
  ]);
});

test("sees every syntax that names a module", () => {
  const source = [
    `import a from "./a";`,
    `import { type B } from "./b";`,
    `export * from "./c";`,
    `type D = import("./d").D;`,
    `import e = require("./e");`,
    `const f = await import("./f");`,
    `const g = require("./g");`,
    `new Worker(new URL("./h.ts", import.meta.url));`,
    `export type { I } from "./i";`,
    `import "./j";`,
  ].join("\n");
  expect(
    importsOf("x.ts", source)
      .imports.map(({ specifier, kind }) => `${specifier} ${kind}`)
      .toSorted(),
  ).toEqual([
    "./a static",
    "./b type",
    "./c static",
    "./d type",
    "./e static",
    "./f dynamic",
    "./g static",
    "./h.ts worker",
    "./i type",
    "./j static",
  ]);
});

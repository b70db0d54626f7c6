// @ts-check

const numbers = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => at);

/** Fifty modules that build on each other, with a little of the language in each. */
const checked = Object.fromEntries(
  numbers(50).map((at) => [
    `src/part-${at}.ts`,
    `${at > 0 ? `import { total as before, type Item } from "./part-${at - 1}.js";\nexport type { Item };\n` : "export interface Item { readonly id: number; readonly tags: readonly string[]; readonly note?: string }\n"}
const weigh = <T extends Item>(item: T, by: (item: T) => number): number => by(item) * (item.note?.length ?? 1);
export class Store${at}<T extends Item> {
  readonly #items = new Map<number, T>();
  add(item: T): this { this.#items.set(item.id, item); return this; }
  *tagged(tag: string): Generator<T> { for (const item of this.#items.values()) if (item.tags.includes(tag)) yield item; }
}
export function total(items: readonly Item[]): number {
  const store = new Store${at}<Item>();
  for (const item of items) store.add(item);
  return [...store.tagged("a")].reduce((sum, item) => sum + weigh(item, ({ id }) => id), ${at > 0 ? "before(items)" : "0"});
}
`,
  ]),
);

const linted = Object.fromEntries(
  numbers(50).map((at) => [
    `lint/part-${at}.js`,
    `export function part${at}(items) {\n  const seen = new Set();\n  for (const { id, tags = [] } of items) if (!seen.has(id) && tags.length > ${at}) seen.add(id);\n  return [...seen].map((id) => \`\${id}-${at}\`);\n}\n`,
  ]),
);

/** The project in which the tools run. @type {Readonly<Record<string, string>>} */
export const tools = {
  "package.json": JSON.stringify({
    name: "tools",
    private: true,
    type: "module",
    dependencies: { typescript: "6.0.3", eslint: "10.15.0", "@eslint/js": "10.0.1", prettier: "3.10.1" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, target: "es2022", module: "nodenext", noEmit: true, types: [] },
    include: ["src"],
  }),
  "eslint.config.js": `import js from "@eslint/js";\nexport default [js.configs.recommended];\n`,
  ...checked,
  ...linted,
};

/** @type {Readonly<Record<string, string>>} */
export const express = {
  "package.json": JSON.stringify({ name: "express-app", private: true, dependencies: { express: "5.3.0" } }),
};

// @ts-check
import { express, tools } from "./projects.mjs";

/** @typedef {import("./native-side.mjs").Side} Side */

const clean = "rm -rf node_modules package-lock.json";
const port = 4321;

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** @param {Side} side @param {string} line @param {string} folder */
async function often(side, line, folder) {
  const times = [];
  for (let at = 0; at < 3; at++) times.push(await side.run(line, folder));
  return median(times);
}

const npm = "npm install --no-audit --no-fund";
const create = "npx --yes create-vite@9.3.0 react --template react-ts --no-interactive";

/** Asks for all that `measure` will install, so that the registry proxy has it. @param {Side} side */
export async function warm(side) {
  await side.write(express, "express");
  await side.write(tools, "tools");
  await side.run(create, "express");
  for (const folder of ["express", "express/react", "tools"]) await side.run(npm, folder);
}

/**
 * Everyday work on one side, in milliseconds. Both sides ask the registry proxy, which has all of it after the first.
 * @param {Side} side
 * @param {(url: string) => Promise<(text: string) => Promise<void>>} look Opens a page, and answers what waits for a text in it.
 * @param {(said: string) => string | Promise<string>} addressOf The address of a dev server from what it said.
 * @param {(what: string, ms: number) => void} told Each figure as soon as it is there.
 */
export async function measure(side, look, addressOf, told) {
  await side.write(express, "express");
  await side.write(tools, "tools");
  /** @type {Record<string, number>} */
  const results = {};
  const note = (/** @type {string} */ what, /** @type {number} */ ms) => {
    results[what] = ms;
    told(what, ms);
  };
  note("npm install, express", await side.run(npm, "express"));
  await side.run(clean, "express");
  note("express again, from the cache", await side.run(`${npm} --prefer-offline`, "express"));
  await side.run(create, "express");
  const react = "express/react";
  note("npm install, react-ts template", await side.run(npm, react));
  await side.run(clean, react);
  note("the template again, from the cache", await side.run(`${npm} --prefer-offline`, react));
  await side.run(npm, "tools");
  note("tsc --noEmit, 50 files", await often(side, "node node_modules/typescript/bin/tsc --noEmit", "tools"));
  note("eslint, 50 files", await often(side, "node node_modules/eslint/bin/eslint.js lint", "tools"));
  note(
    "prettier --check, 100 files",
    await often(
      side,
      "node node_modules/prettier/bin/prettier.cjs --check src lint --log-level silent || true",
      "tools",
    ),
  );
  const vite = `npm run dev -- --port ${port} --strictPort`;
  const first = await side.until(vite, react, "ready in[^]*Local:.*\\n");
  await first.stop();
  const server = await side.until(vite, react, "ready in[^]*Local:.*\\n");
  note("npm run dev until Vite is ready", server.ms);
  const shows = await look(await addressOf(server.output));
  await shows("Get started");
  const times = [];
  for (const [from, to] of [
    ["Get started", "Edit one"],
    ["Edit one", "Edit two"],
    ["Edit two", "Edit three"],
  ]) {
    const at = performance.now();
    await side.edit(`${react}/src/App.tsx`, from ?? "", to ?? "");
    await shows(to ?? "");
    times.push(performance.now() - at);
  }
  note("a change is seen (HMR)", median(times));
  await server.stop();
  return results;
}

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

/**
 * Everyday work on one side, in milliseconds. Both sides ask the registry proxy, which has all of it after the first.
 * @param {Side} side
 * @param {(url: string) => Promise<(text: string) => Promise<void>>} look Opens a page, and answers what waits for a text in it.
 * @param {(said: string) => string | Promise<string>} addressOf The address of a dev server from what it said.
 */
export async function measure(side, look, addressOf) {
  const npm = "npm install --no-audit --no-fund";
  await side.write(express, "express");
  await side.write(tools, "tools");
  const results = {};
  results["npm install, express"] = await side.run(npm, "express");
  await side.run(clean, "express");
  results["the same from the cache"] = await side.run(`${npm} --prefer-offline`, "express");
  await side.run("npx --yes create-vite@9.3.0 react --template react-ts --no-interactive", "express");
  const react = "express/react";
  results["npm install, react-ts template"] = await side.run(npm, react);
  await side.run(clean, react);
  results["the same, from the cache"] = await side.run(`${npm} --prefer-offline`, react);
  await side.run(npm, "tools");
  results["tsc --noEmit, 50 files"] = await often(side, "node node_modules/typescript/bin/tsc --noEmit", "tools");
  results["eslint, 50 files"] = await often(side, "node node_modules/eslint/bin/eslint.js lint", "tools");
  results["prettier --check, 100 files"] = await often(
    side,
    "node node_modules/prettier/bin/prettier.cjs --check src lint --log-level silent || true",
    "tools",
  );
  const vite = `npm run dev -- --port ${port} --strictPort`;
  const first = await side.until(vite, react, "ready in[^]*Local:.*\\n");
  first.stop();
  const server = await side.until(vite, react, "ready in[^]*Local:.*\\n");
  results["npm run dev until Vite is ready"] = server.ms;
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
  results["a change is seen (HMR)"] = median(times);
  server.stop();
  return results;
}

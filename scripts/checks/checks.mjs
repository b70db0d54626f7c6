// @ts-check
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { binOf, root } from "../steps/paths.mjs";
import { runNode } from "../steps/processes.mjs";

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number, readonly output: string }} Outcome
 * @typedef {{ readonly name: string, readonly run: () => Promise<Outcome> }} Check
 */

/** Everything that needs no browser. The architecture and the lockfile are judged among the unit tests and by name. */
/** @type {readonly Check[]} */
export const browserless = [
  {
    name: "format",
    run: () =>
      judge([binOf("prettier"), "--check", "--log-level=warn", "--cache", "--cache-location=.cache/prettier", "."]),
  },
  { name: "lint", run: () => judge([binOf("oxlint"), "--type-aware"]) },
  { name: "types", run: types },
  { name: "dead code", run: () => judge([binOf("knip"), "--no-progress"]) },
  { name: "lockfile", run: () => judge(["scripts/lockfile.mjs"]) },
  { name: "architecture", run: () => vitest("architecture", ["scripts/architecture"]) },
  {
    name: "unit tests",
    run: () => vitest("unit", ["--exclude", "scripts/architecture**", "--exclude", "**/node_modules/**"]),
  },
];

/** The suite on the production build, which must be there. */
/** @type {Check} */
export const inBrowser = { name: "browser tests", run: browserTests };

/**
 * A program that passes or fails as one.
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function judge(args) {
  const { code, output } = await runNode(args);
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, output: "" } : { passed: 0, failed: 1, skipped: 0, output };
}

/** Next writes the types of its routes and assets; a fresh clone has none yet. */
async function types() {
  if (!existsSync(join(root, "next-env.d.ts"))) await runNode([binOf("next"), "typegen"]);
  return judge([binOf("typescript", "tsc"), "--noEmit"]);
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function vitest(name, args) {
  const report = join(root, ".cache", `report-${name}.json`);
  rmSync(report, { force: true });
  const { code, output } = await runNode([
    binOf("vitest"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...args,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
  const failed = numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0);
  return { passed: numPassedTests, failed, skipped: numPendingTests, output: failed > 0 ? output : "" };
}

/** @returns {Promise<Outcome>} */
async function browserTests() {
  const report = join(root, ".cache", "report-browser.json");
  rmSync(report, { force: true });
  const { code, output } = await runNode([binOf("@playwright/test", "playwright"), "test", "--reporter=list,json"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: "0" },
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output };
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, "utf8")).stats;
  const failed = unexpected + (code !== 0 && unexpected === 0 ? 1 : 0);
  return { passed: expected + flaky, failed, skipped, output: failed > 0 || flaky > 0 ? output : "" };
}

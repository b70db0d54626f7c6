// @ts-check
import { availableParallelism } from "node:os";

/** @typedef {import("./checks.mjs").Check} Check */

/**
 * Runs checks, a few at once, and tells of each as it ends. One that breaks down counts as failed.
 * @param {readonly Check[]} checks
 */
export async function runChecks(checks) {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...checks];
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { passed, failed, skipped } = await tell(check);
      totals.passed += passed;
      totals.failed += failed;
      totals.skipped += skipped;
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return totals;
}

/** @param {Check} check */
async function tell({ name, run }) {
  const started = performance.now();
  const outcome = await run().catch((error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    output: String(error?.stack ?? error),
  }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (outcome.output !== "") console.log(outcome.output.trimEnd());
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : "";
  console.log(
    `${outcome.failed > 0 ? "FAIL" : "ok  "} ${name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds} s)`,
  );
  return outcome;
}

/**
 * The last line of a run, and its exit code.
 * @param {{ passed: number, failed: number }} totals
 */
export function conclude({ passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

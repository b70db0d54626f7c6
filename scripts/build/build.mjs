// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../steps/paths.mjs";
import { runNode } from "../steps/processes.mjs";
import { withProgress } from "../steps/progress.mjs";
import { Refusal } from "../steps/refusal.mjs";
import { hashOf, isStamped, stamp } from "../steps/stamp.mjs";
import { buildSteps } from "./steps.mjs";

/**
 * Builds what is stale. For development the app itself is left to the development server.
 * @param {{ production: boolean }} kind
 */
export async function ensureBuilt({ production }) {
  for (const step of buildSteps) {
    if (step.productionOnly === true && !production) continue;
    if (existsSync(join(root, step.script))) await ensureStep(step);
  }
}

/** @param {import("./steps.mjs").BuildStep} step */
async function ensureStep(step) {
  const stampFile = join(root, ".cache", "stamps", step.name);
  const hash = hashOf(root, step.inputs);
  if (isStamped(stampFile, hash) && existsSync(join(root, step.output))) return;
  const { code, output } = await withProgress(`Building the ${step.name}`, () => runNode([step.script, ...step.args]));
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe ${step.name} could not be built: see above.`);
  if (!existsSync(join(root, step.output))) throw new Error(`${step.script} ended well but left no ${step.output}`);
  stamp(stampFile, hash);
}

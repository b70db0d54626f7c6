import { createPassingBoot } from "../boot-sandbox";
import { browserChecks } from "./browser-checks";
import type { Check } from "./check";
import { engineChecks } from "./engine-checks";
import { serverChecks } from "./network-checks";

/** What asks nobody but this browser and our own server. */
export function ownChecks(sandboxOrigin: string | undefined): readonly Check[] {
  const boot = sandboxOrigin === undefined ? undefined : createPassingBoot(sandboxOrigin);
  return [...browserChecks, ...engineChecks(boot && (() => boot(""))), ...serverChecks];
}

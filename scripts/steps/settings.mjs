// @ts-check
import { readOrigins } from "../../lib/server/origins.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {{ port: number, host: string, origins: import("../../lib/server/origins.mjs").Origins }} Settings */

/**
 * What the environment asks for, or a refusal. A server on localhost names listens to this machine alone, unless HOST says
 * otherwise; one with a name of its own listens to everyone.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Settings}
 */
export function readSettings(environment) {
  const origins = readOrigins(environment);
  if (!origins.ok) throw new Refusal(origins.error);
  const own = (environment.APP_ORIGIN ?? "") === "" || new URL(origins.value.app).protocol === "http:";
  const named = environment.HOST ?? "";
  return {
    port: Number(environment.PORT || 3000),
    host: named === "" ? (own ? "127.0.0.1" : "0.0.0.0") : named,
    origins: origins.value,
  };
}

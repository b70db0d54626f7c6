import semver from "semver";
import { substitutes } from "./substitutes.data";

export type Judgement =
  | { readonly type: "install" }
  /** Fetch `spec` and put it where the wanted package goes, under its name. */
  | { readonly type: "substitute"; readonly name: string; readonly spec: string; readonly notice: string }
  /** Installed as it is, so that a project that only mentions it still installs; it will throw when it is loaded. */
  | { readonly type: "warn"; readonly notice: string };

/** What to do with a package in a place where no native code runs. */
export function judge(name: string, version: string): Judgement {
  const rule = Object.hasOwn(substitutes, name) ? substitutes[name] : undefined;
  if (!rule || (rule.from !== undefined && semver.valid(version) && semver.lt(version, rule.from)))
    return { type: "install" };
  if (rule.type === "refusal")
    return { type: "warn", notice: `${name} needs native code, which no browser runs. Use ${rule.instead}.` };
  const spec = `${rule.name}@${rule.version ?? nearest(version)}`;
  return {
    type: "substitute",
    name: rule.name,
    spec,
    notice: `${name}@${version} is installed as ${rule.name}: ${rule.why}.`,
  };
}

/** The same version, or the newest before it that is compatible: a substitute may be published later, or not each time. */
function nearest(version: string): string {
  const parsed = semver.parse(version);
  if (!parsed || parsed.prerelease.length > 0) return version;
  const compatible = parsed.major > 0 ? `^${parsed.major}.0.0` : `~0.${parsed.minor}.0`;
  return `${compatible} <=${version}`;
}

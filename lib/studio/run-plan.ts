import type { Template } from "@/lib/workspace";

/** What the Run button does: install what is missing, then run. */
export interface RunPlan {
  readonly install: boolean;
  readonly command: string;
}

export interface RunFacts {
  /** The text of package.json, if there is one. */
  readonly manifest: string | undefined;
  readonly hasModules: boolean;
  /** The names in the project's folder. */
  readonly names: readonly string[];
  readonly template: Template | undefined;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly needsModules: boolean;
}

/** Undefined when there is nothing that could be run. */
export function planRun(facts: RunFacts): RunPlan | undefined {
  const manifest = readManifest(facts.manifest);
  const command = templateCommand(facts, manifest) ?? scriptCommand(manifest) ?? fileCommand(facts.names);
  return command === undefined
    ? undefined
    : { command, install: manifest.needsModules && !facts.hasModules && command !== serveStatic };
}

/** The command that stands for the small server of plain pages. */
export const serveStatic = "serve";

function templateCommand({ template, names }: RunFacts, { scripts }: Manifest): string | undefined {
  const [program, argument, script] = template?.runs?.split(" ") ?? [];
  if (program === undefined || argument === undefined) return undefined;
  if (program !== "npm") return names.includes(argument) ? template?.runs : undefined;
  return Object.hasOwn(scripts, script ?? argument) ? template?.runs : undefined;
}

function scriptCommand({ scripts }: Manifest): string | undefined {
  if (Object.hasOwn(scripts, "dev")) return "npm run dev";
  if (Object.hasOwn(scripts, "start")) return "npm start";
  return undefined;
}

const programs: readonly (readonly [name: string, command: string])[] = [
  ["index.html", serveStatic],
  ["index.js", "node index.js"],
  ["index.mjs", "node index.mjs"],
  ["index.ts", "node index.ts"],
  ["main.js", "node main.js"],
  ["main.ts", "node main.ts"],
  ["server.js", "node server.js"],
  ["main.py", "python main.py"],
];

const fileCommand = (names: readonly string[]): string | undefined =>
  programs.find(([name]) => names.includes(name))?.[1];

/** The scripts of a package.json; a broken one has none. */
export function readScripts(manifest: string | undefined): Readonly<Record<string, string>> {
  return readManifest(manifest).scripts;
}

function readManifest(text: string | undefined): Manifest {
  const raw = parse(text);
  const scripts = Object.entries(recordOf(raw["scripts"])).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const needs = { ...recordOf(raw["dependencies"]), ...recordOf(raw["devDependencies"]) };
  return { scripts: Object.fromEntries(scripts), needsModules: Object.keys(needs).length > 0 };
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

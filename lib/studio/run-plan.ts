import type { Template } from "@/lib/workspace";
import type { Manifest } from "./manifest";

/** What the Run button does: install what is missing, then run. */
export interface RunPlan {
  readonly install: boolean;
  readonly command: string;
}

export interface RunFacts {
  readonly manifest: Manifest;
  readonly hasModules: boolean;
  /** The names in the project's folder. */
  readonly names: readonly string[];
  readonly template: Template | undefined;
}

/** Undefined when there is nothing that could be run. */
export function planRun(facts: RunFacts): RunPlan | undefined {
  const { manifest } = facts;
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

import { PipFailure } from "./failure";
import { readPipLine, type PipLine } from "./command-line";
import { filesOf, findInstalled, install, listInstalled, uninstall, type Installed, type Site } from "./installed";
import { publicIndex } from "./package-index";
import { plainName, readRequirement } from "./requirement";
import { readRequirementFile } from "./requirement-file";
import { Resolver } from "./resolve";
import { siteOf } from "./site";
import { relative } from "node:path";

export interface PipWorld {
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Work extends PipWorld {
  readonly line: PipLine;
  readonly site: Site;
}

const usage = `Usage:
  pip <command> [options]

Commands:
  install      Install wheels of pure Python: names, requirements, files (-r FILE, -i INDEX, -U)
  uninstall    Uninstall packages (-y)
  list         List installed packages (--format=freeze, json)
  freeze       Output installed packages as requirements
  show         Show information about installed packages (-f)
`;

const version = (site: Site): string => `pip, tabsmith's own, from ${site.packages} (python 3.14)\n`;

async function runInstall({ line, site, env, out }: Work): Promise<number> {
  const files = line.requirementFiles.map((path) => readRequirementFile(path));
  const requirements = [
    ...line.names.map((name) => readRequirement(name)),
    ...files.flatMap((file) => file.requirements),
  ];
  if (requirements.length === 0)
    throw new PipFailure('ERROR: You must give at least one requirement to install (see "pip help install")');
  const say = line.flags.has("--quiet")
    ? () => undefined
    : (text: string) => {
        out(`${text}\n`);
      };
  const named = files.flatMap(({ indexUrl }) => (indexUrl === undefined ? [] : [indexUrl]));
  const resolver = new Resolver(site, {
    index: line.indexUrl ?? named.at(-1) ?? env["PIP_INDEX_URL"] ?? publicIndex,
    upgrade: line.flags.has("--upgrade") || line.flags.has("--force-reinstall"),
    prereleases: line.flags.has("--pre"),
    dependencies: !line.flags.has("--no-deps"),
    say,
  });
  if (line.flags.has("--require-hashes") && requirements.some(({ hashes }) => hashes.length === 0))
    throw new PipFailure(
      "ERROR: Hashes are required in --require-hashes mode, but they are missing from some requirements.",
    );
  const chosen = await resolver.resolve(requirements);
  if (chosen.length === 0) return 0;
  say(`Installing collected packages: ${chosen.map(({ metadata }) => metadata.name).join(", ")}`);
  const done = chosen.map(({ wheel }) => install(site, wheel));
  say(`Successfully installed ${done.map(({ name, version: installed }) => `${name}-${installed}`).join(" ")}`);
  return 0;
}

function runUninstall({ line, site, out, err }: Work): number {
  if (line.names.length === 0) throw new PipFailure("ERROR: You must give at least one requirement to uninstall");
  for (const name of line.names) {
    const installed = findInstalled(site, name);
    if (installed === undefined) {
      err(`WARNING: Skipping ${name} as it is not installed.\n`);
      continue;
    }
    uninstall(site, installed);
    out(`  Successfully uninstalled ${installed.metadata.name}-${installed.metadata.version}\n`);
  }
  return 0;
}

const frozen = (all: readonly Installed[]): string =>
  all.map(({ metadata }) => `${metadata.name}==${metadata.version}\n`).join("");

function runList({ line, site, out }: Work): number {
  const all = listInstalled(site);
  if (line.format === "freeze") out(frozen(all));
  else if (line.format === "json")
    out(`${JSON.stringify(all.map(({ metadata }) => ({ name: metadata.name, version: metadata.version })))}\n`);
  else if (all.length > 0) {
    const rows = [["Package", "Version"], ...all.map(({ metadata }) => [metadata.name, metadata.version])];
    const wide = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    rows.splice(
      1,
      0,
      wide.map((width) => "-".repeat(width)),
    );
    out(rows.map(([name = "", installed = ""]) => `${name.padEnd(wide[0] ?? 0)} ${installed}\n`).join(""));
  }
  return 0;
}

function describe({ line, site }: Work, installed: Installed): string {
  const { metadata } = installed;
  const all = listInstalled(site);
  const wantedBy = all.filter((other) => other.metadata.requires.some(({ name }) => name === plainName(metadata.name)));
  const lines = [
    `Name: ${metadata.name}`,
    `Version: ${metadata.version}`,
    `Summary: ${metadata.summary}`,
    `Home-page: ${metadata.homePage}`,
    `Author: ${metadata.author}`,
    `License: ${metadata.license}`,
    `Location: ${site.packages}`,
    `Requires: ${[...new Set(metadata.requires.filter(({ marker }) => !marker.includes("extra")).map(({ name }) => name))].join(", ")}`,
    `Required-by: ${wantedBy.map((other) => other.metadata.name).join(", ")}`,
  ];
  if (line.flags.has("--files"))
    lines.push("Files:", ...filesOf(site, installed).map((path) => `  ${relative(site.packages, path)}`));
  return `${lines.join("\n")}\n`;
}

function runShow(work: Work): number {
  const found = work.line.names.flatMap((name) => findInstalled(work.site, name) ?? []);
  const missing = work.line.names.filter((name) => findInstalled(work.site, name) === undefined);
  if (missing.length > 0) work.err(`WARNING: Package(s) not found: ${missing.join(", ")}\n`);
  work.out(found.map((installed) => describe(work, installed)).join("---\n"));
  return found.length > 0 ? 0 : 1;
}

const commands: Readonly<Record<string, (work: Work) => number | Promise<number>>> = {
  install: runInstall,
  uninstall: runUninstall,
  list: runList,
  show: runShow,
  freeze: ({ site, out }) => {
    out(frozen(listInstalled(site)));
    return 0;
  },
  version: ({ site, out }) => {
    out(version(site));
    return 0;
  },
  help: ({ out }) => {
    out(usage);
    return 0;
  },
};

/** Runs pip without Python: answers its exit code. */
export async function runPip(args: readonly string[], world: PipWorld): Promise<number> {
  try {
    const line = readPipLine(args);
    const command = Object.hasOwn(commands, line.command) ? commands[line.command] : undefined;
    if (command === undefined)
      throw new PipFailure(`ERROR: unknown command "${line.command}": \`pip help\` lists what there is`);
    return await command({ ...world, line, site: siteOf(world.executable, world.env) });
  } catch (error) {
    if (!(error instanceof PipFailure)) throw error;
    world.err(`${error.message}\n`);
    return 1;
  }
}

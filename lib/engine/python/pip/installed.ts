import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PipFailure } from "./failure";
import { readMetadata, type Metadata } from "./metadata";
import { plainName } from "./requirement";
import { unzip } from "./wheel";

/** Where packages are installed, and the folder their commands go to. */
export interface Site {
  readonly packages: string;
  readonly commands: string;
}

export interface Installed {
  readonly metadata: Metadata;
  /** The `.dist-info` folder. */
  readonly about: string;
}

export function listInstalled({ packages }: Site): Installed[] {
  if (!existsSync(packages)) return [];
  return readdirSync(packages)
    .filter((name) => name.endsWith(".dist-info") && existsSync(join(packages, name, "METADATA")))
    .map((name) => ({
      about: join(packages, name),
      metadata: readMetadata(readFileSync(join(packages, name, "METADATA"), "utf8")),
    }))
    .toSorted((one, other) => (plainName(one.metadata.name) < plainName(other.metadata.name) ? -1 : 1));
}

export const findInstalled = (site: Site, name: string): Installed | undefined =>
  listInstalled(site).find(({ metadata }) => plainName(metadata.name) === plainName(name));

/** The files a package brought, as its RECORD has them. */
export function filesOf({ packages }: Site, { about }: Installed): string[] {
  const record = join(about, "RECORD");
  if (!existsSync(record)) return [];
  const paths = readFileSync(record, "utf8")
    .split("\n")
    .map((line) => (/^"([^"]+)"/u.exec(line)?.[1] ?? line.split(",")[0] ?? "").trim());
  return paths.filter((path) => path !== "").map((path) => resolve(packages, path));
}

/** Removes what a package brought and the folders that are empty then; never anything outside of the site. */
export function uninstall(site: Site, installed: Installed): void {
  const ours = (path: string): boolean => [site.packages, site.commands].some((root) => path.startsWith(`${root}/`));
  const files = filesOf(site, installed).filter(ours);
  for (const path of files) rmSync(path, { force: true });
  rmSync(installed.about, { recursive: true, force: true });
  const folders = new Set(files.map((path) => dirname(path)).filter(ours));
  for (const folder of [...folders].toSorted((one, other) => other.length - one.length))
    removeEmpty(folder, site.packages);
}

function removeEmpty(folder: string, top: string): void {
  rmSync(join(folder, "__pycache__"), { recursive: true, force: true });
  for (let at = folder; at !== top && existsSync(at) && readdirSync(at).length === 0; at = dirname(at)) rmdirSync(at);
}

const script = (module: string, call: string): string =>
  `#!/usr/bin/env python3\nimport sys\nfrom ${module} import ${call.split(".")[0]}\nif __name__ == "__main__":\n    sys.exit(${call}())\n`;

/** The commands of a package's entry points: [name, text]. */
export function commandsOf(entryPoints: string): [string, string][] {
  const section = /\[console_scripts\]([^[]*)/u.exec(entryPoints)?.[1] ?? "";
  return section.split("\n").flatMap((line): [string, string][] => {
    const [, name = "", module = "", call = ""] = /^\s*([\w.-]+)\s*=\s*([\w.]+)\s*:\s*([\w.]+)/u.exec(line) ?? [];
    return name === "" ? [] : [[name, script(module, call)]];
  });
}

/** Where a file of a wheel goes: most beside each other, some of its `.data` folder elsewhere. */
function placeOf(path: string, { packages, commands }: Site): string | undefined {
  const [, kind, rest = ""] = /^[^/]+\.data\/([^/]+)\/(.+)$/u.exec(path) ?? [];
  if (kind === undefined || kind === "purelib" || kind === "platlib")
    return join(packages, kind === undefined ? path : rest);
  if (kind === "scripts") return join(commands, rest);
  return kind === "data" ? join(dirname(commands), rest) : undefined;
}

/** Unpacks a wheel whose bytes have been checked. */
export function install(site: Site, wheel: Buffer): Metadata {
  const entries = unzip(wheel);
  const about = entries.find(({ path }) => /^[^/]+\.dist-info\/METADATA$/u.test(path));
  if (about === undefined) throw new PipFailure("ERROR: The wheel has no METADATA.");
  const metadata = readMetadata(Buffer.from(about.data).toString("utf8"));
  const earlier = findInstalled(site, metadata.name);
  if (earlier !== undefined) uninstall(site, earlier);
  const record: string[] = [];
  const unversioned = join(dirname(site.commands), ".gitignore");
  mkdirSync(dirname(unversioned), { recursive: true });
  if (!existsSync(unversioned)) writeFileSync(unversioned, "*\n");
  const write = (path: string, data: Uint8Array | string, mode = 0o644): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data, { mode });
    const hash = createHash("sha256").update(data).digest("base64url");
    record.push(`${relative(site.packages, path)},sha256=${hash},${Buffer.byteLength(data)}`);
  };
  for (const { path, data } of entries) {
    const place = path.endsWith(".dist-info/RECORD") ? undefined : placeOf(path, site);
    if (place !== undefined) write(place, data, place.startsWith(site.commands) ? 0o755 : 0o644);
  }
  const folder = dirname(about.path);
  const points = entries.find(({ path }) => path === `${folder}/entry_points.txt`);
  for (const [name, text] of commandsOf(Buffer.from(points?.data ?? []).toString("utf8")))
    write(join(site.commands, name), text, 0o755);
  write(join(site.packages, folder, "INSTALLER"), "pip\n");
  writeFileSync(join(site.packages, folder, "RECORD"), `${[...record, `${folder}/RECORD,,`].join("\n")}\n`);
  return metadata;
}

import { posix as path } from "node:path";
import { parseConfig, plainName, withoutSettings, withSection, withSetting, type Setting } from "../config-file";
import { anywhere, type Context, type Repository } from "../context";
import { editFile } from "../editor";
import { failed, fatal, GitFailure } from "../failure";
import { readOptions, type Options } from "../options";
import { globalConfigFile, openRepository } from "../repository";

const spec = {
  flags: [
    "global",
    "local",
    "system",
    "list",
    "get",
    "get-all",
    "get-regexp",
    "add",
    "replace-all",
    "unset",
    "unset-all",
    "remove-section",
    "rename-section",
    "name-only",
    "show-origin",
    "show-scope",
    "null",
    "bool",
    "int",
    "edit",
  ],
  values: ["type", "default", "file"],
  short: { l: "list", z: "null", e: "edit", f: "file" },
} as const;

interface Place {
  readonly scope: "global" | "local" | "command";
  readonly file: string;
  /** As `--show-origin` names it. */
  readonly origin: string;
}

interface Found extends Setting {
  readonly place: Place;
}

/** Whose files are read, the farther first; what comes later counts. */
function placesOf(context: Context, repository: Repository | undefined, options: Options): readonly Place[] {
  const given = options.value("file");
  const own = given === undefined ? undefined : path.resolve(context.cwd, given);
  if (own !== undefined && given !== undefined) return [{ scope: "command", file: own, origin: `file:${given}` }];
  if (options.has("system")) return [];
  const home = globalConfigFile(context);
  const places: Place[] = [];
  if (!options.has("local")) places.push({ scope: "global", file: home, origin: `file:${home}` });
  if (repository && !options.has("global"))
    places.push({ scope: "local", file: path.join(repository.gitdir, "config"), origin: "file:.git/config" });
  return places;
}

const textOf = ({ fs }: Context, file: string): Promise<string> => fs.promises.readFile(file, "utf8").catch(() => "");

async function settingsOf(context: Context, places: readonly Place[], options: Options): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const place of places)
    for (const one of parseConfig(await textOf(context, place.file)).settings) found.push({ ...one, place });
  const place: Place = { scope: "command", file: "", origin: "command line:" };
  if (["global", "local", "system", "file"].some((name) => options.has(name))) return found;
  for (const [name, value] of context.settings ?? []) found.push({ name, value, line: 0, place });
  return found;
}

export const config = anywhere(async (context, args) => {
  const options = readOptions(args, spec);
  const repository = await openRepository(context).catch(() => undefined);
  if (!repository && options.has("local")) return fatal("--local can only be used inside a git repository");
  const places = placesOf(context, repository, options);
  const last = places.at(-1);
  const target = last?.scope === "global" && !options.has("global") ? undefined : last;
  const reading: Reading = { context, options, settings: await settingsOf(context, places, options) };
  if (options.has("edit")) return edit(context, target, repository);
  if (options.has("list")) return list(reading);
  const [name, value] = options.rest;
  if (name === undefined) throw new GitFailure("error: no action specified", 129);
  if (options.has("remove-section")) return changeSection(context, target, name, undefined);
  if (options.has("rename-section")) return changeSection(context, target, name, value);
  return options.has("get-regexp") ? listMatching(reading, name) : oneSetting(reading, target, { name, value });
});

async function oneSetting(
  reading: Reading,
  target: Place | undefined,
  { name, value }: { readonly name: string; readonly value: string | undefined },
): Promise<number> {
  const { options } = reading;
  const dot = name.lastIndexOf(".");
  if (dot < 0) return failed(`key does not contain a section: ${name}`);
  if (!/^[A-Za-z][\w-]*$/u.test(name.slice(dot + 1))) return failed(`invalid key: ${name}`);
  if (options.has("unset") || options.has("unset-all")) return unset(reading, target, name, options.has("unset-all"));
  const reads = value === undefined || options.has("get") || options.has("get-all");
  return reads ? tell(reading, name) : set(reading, target, { name, value });
}

interface Reading {
  readonly context: Context;
  readonly options: Options;
  readonly settings: readonly Found[];
}

/** A value in the form that is asked for: `--bool`, `--int`. */
function typed(options: Options, name: string, value: string | undefined): string {
  const type = ["bool", "int"].find((one) => options.has(one)) ?? options.value("type");
  if (type === "bool") return yesOrNo(name, value ?? "true");
  return type === "int" ? whole(name, value ?? "") : (value ?? "");
}

function yesOrNo(name: string, value: string): string {
  if (/^(?:true|yes|on|1)$/iu.test(value)) return "true";
  return /^(?:false|no|off|0|)$/iu.test(value) ? "false" : fatal(`bad boolean config value '${value}' for '${name}'`);
}

function whole(name: string, value: string): string {
  const [, digits, unit = ""] = /^(-?\d+)([kmg]?)$/iu.exec(value) ?? [];
  if (digits === undefined) return fatal(`bad numeric config value '${value}' for '${name}': invalid unit`);
  return String(Number(digits) * 1024 ** ["", "k", "m", "g"].indexOf(unit.toLowerCase()));
}

/** What stands before a setting, as it was asked for. */
function lead(options: Options, { place: { scope, origin } }: Found): string {
  return (options.has("show-scope") ? `${scope}\t` : "") + (options.has("show-origin") ? `${origin}\t` : "");
}

function list({ context, options, settings }: Reading): number {
  const zero = options.has("null");
  for (const one of settings) {
    const value = one.value === undefined ? "" : `${zero ? "\n" : "="}${one.value}`;
    context.out(`${lead(options, one)}${one.name}${options.has("name-only") ? "" : value}${zero ? "\0" : "\n"}`);
  }
  return 0;
}

function listMatching({ context, options, settings }: Reading, pattern: string): number {
  const wanted = new RegExp(pattern, "u");
  const found = settings.filter(({ name }) => wanted.test(name));
  for (const one of found) {
    const value = one.value === undefined || options.has("name-only") ? "" : ` ${typed(options, one.name, one.value)}`;
    context.out(`${lead(options, one)}${one.name}${value}\n`);
  }
  return found.length > 0 ? 0 : 1;
}

function tell({ context, options, settings }: Reading, name: string): number {
  const found = settings.filter((one) => one.name === plainName(name));
  const fallback = options.value("default");
  const end = options.has("null") ? "\0" : "\n";
  if (found.length === 0 && fallback !== undefined) context.out(`${typed(options, name, fallback)}${end}`);
  for (const one of options.has("get-all") ? found : found.slice(-1))
    context.out(`${lead(options, one)}${typed(options, name, one.value)}${end}`);
  return found.length > 0 || fallback !== undefined ? 0 : 1;
}

const needed = (target: Place | undefined): Place => target ?? fatal("not in a git directory");

async function set(
  { context, options, settings }: Reading,
  target: Place | undefined,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<number> {
  const { file } = needed(target);
  const text = await textOf(context, file);
  const known = settings.filter((one) => one.place.file === file && one.name === plainName(name));
  const replaces = options.has("replace-all");
  if (known.length > 1 && !replaces && !options.has("add")) {
    context.err(`warning: ${name} has multiple values\n`);
    throw new GitFailure(
      "error: cannot overwrite multiple values with a single value\n       Use a regexp, --add or --replace-all to change " +
        `${name}.`,
      5,
    );
  }
  const base = replaces ? withoutSettings(text, known.slice(0, -1)) : text;
  await context.fs.promises.writeFile(file, withSetting(base, name, value, options.has("add")));
  return 0;
}

async function unset(
  { context, settings }: Reading,
  target: Place | undefined,
  name: string,
  all: boolean,
): Promise<number> {
  const { file } = needed(target);
  const known = settings.filter((one) => one.place.file === file && one.name === plainName(name));
  if (known.length === 0) return 5;
  if (known.length > 1 && !all) {
    context.err(`warning: ${name} has multiple values\n`);
    return 5;
  }
  await context.fs.promises.writeFile(file, withoutSettings(await textOf(context, file), known));
  return 0;
}

async function changeSection(
  context: Context,
  target: Place | undefined,
  section: string,
  named: string | undefined,
): Promise<number> {
  const { file } = needed(target);
  const changed = withSection(await textOf(context, file), section, named);
  if (changed === undefined) return fatal(`no such section: ${section}`);
  await context.fs.promises.writeFile(file, changed);
  return 0;
}

async function edit(context: Context, target: Place | undefined, repository: Repository | undefined): Promise<number> {
  const { file } = needed(target);
  if (!repository) return fatal("config --edit needs a repository in the tab: set values by their names.");
  await editFile(repository, file, {
    otherwise: "Set values by their names: git config <name> <value>.",
    prepared: await textOf(context, file),
  });
  return 0;
}

import { join } from "node:path";

/** A script that npm would run as it stands. */
export interface QuickRun {
  readonly event: string;
  readonly args: readonly string[];
  readonly path: string;
  readonly pkg: Readonly<Record<string, unknown>> & { readonly _id?: string };
  /** What npm adds to the environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface QuickQuestion {
  /** What follows `npm`. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly isTerminal: boolean;
  readonly nodeVersion: string;
  readonly npmVersion: string;
  readonly npmPath: string;
  /** The text of a file, or undefined. */
  readonly read: (path: string) => string | undefined;
}

const nodePath = "/usr/bin/node";

type Manifest = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Manifest =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function manifestAt(text: string | undefined): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(text ?? "");
    return isRecord(manifest) ? manifest : undefined;
  } catch {
    // npm says what is wrong with it.
    return undefined;
  }
}

interface Asked {
  readonly command: string;
  readonly event: string;
  readonly args: readonly string[];
}

const isScriptName = (word: string): boolean => /^[\w:.][\w:.-]*$/.test(word);

/** `npm run x`, `npm start`, `npm test`, with what is for the script behind it. A flag of npm's own needs npm. */
function readWords([first = "", ...rest]: readonly string[]): Asked | undefined {
  const isRun = first === "run" || first === "run-script";
  if (!isRun && first !== "start" && first !== "test") return undefined;
  const [event = "", ...given] = isRun ? rest : [first, ...rest];
  const end = given.indexOf("--");
  const before = end < 0 ? given : given.slice(0, end);
  if (!isScriptName(event) || before.some((word) => word.startsWith("-"))) return undefined;
  return { command: isRun ? "run" : event, event, args: given.filter((_, at) => at !== end) };
}

const plainName = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/;
const plainVersion = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
/** Fields that npm puts into shape, or looks after, before it runs anything. */
const shaped = ["bin", "config", "engines", "devEngines", "workspaces", "directories"];

const isPlain = (value: unknown, pattern: RegExp): boolean =>
  value === undefined || (typeof value === "string" && pattern.test(value));

function plainScript(manifest: Manifest, event: string): string | undefined {
  const { name, version, scripts } = manifest;
  if (!isPlain(name, plainName) || !isPlain(version, plainVersion)) return undefined;
  if (!isRecord(scripts) || shaped.some((field) => Object.hasOwn(manifest, field))) return undefined;
  if (Object.hasOwn(scripts, `pre${event}`) || Object.hasOwn(scripts, `post${event}`)) return undefined;
  const script = Object.hasOwn(scripts, event) ? scripts[event] : undefined;
  return typeof script === "string" && script.trim() !== "" ? script : undefined;
}

/** A folder above may hold this one as a workspace, which makes it the project. */
function isOnItsOwn({ cwd, read }: QuickQuestion): boolean {
  for (let folder = join(cwd, ".."); ; folder = join(folder, "..")) {
    const text = read(join(folder, "package.json"));
    const manifest = manifestAt(text);
    if (text !== undefined && (manifest === undefined || Object.hasOwn(manifest, "workspaces"))) return false;
    if (folder === "/") return true;
  }
}

/** npm's settings as they are when nobody has set any, which is what a script finds in its environment. */
function settings({ env, cwd, nodeVersion, npmVersion }: QuickQuestion): Record<string, string> {
  const home = env["HOME"] ?? "/";
  const named: Record<string, string> = {
    audit: "",
    cache: join(home, ".npm"),
    cpu: "wasm32",
    fund: "",
    global_prefix: "/usr/local",
    globalconfig: "/usr/local/etc/npmrc",
    init_module: join(home, ".npm-init.js"),
    local_prefix: cwd,
    noproxy: "",
    npm_version: npmVersion,
    prefix: "/usr/local",
    update_notifier: "",
    user_agent: `npm/${npmVersion} node/${nodeVersion} linux x64 workspaces/false`,
    userconfig: join(home, ".npmrc"),
  };
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [`npm_config_${key}`, value]));
}

/** Set for every program here, and passed on as they are. */
const passedOn = ["npm_config_progress", "npm_config_registry"];
/** Of the script that started this one: npm finds them again by itself. */
const ofTheFolder = ["npm_config_local_prefix", "npm_config_node_gyp"];
const deciding = ["FORCE_COLOR", "CI", "npm_package_config", "NODE_OPTIONS"];

function isUsual(env: QuickQuestion["env"], usual: Readonly<Record<string, string>>): boolean {
  if (deciding.some((name) => env[name] !== undefined)) return false;
  return Object.keys(env)
    .filter((name) => /^npm_config_/i.test(name) && !passedOn.includes(name) && !ofTheFolder.includes(name))
    .every((name) => env[name] === usual[name]);
}

const isColorful = ({ env, isTerminal }: QuickQuestion): boolean =>
  isTerminal && /color|xterm|screen/.test(env["TERM"] ?? "") && (env["NO_COLOR"] ?? "0") === "0";

/** What npm hands to a script of this package. */
function packageOf({ name, version }: Manifest, event: string, script: string): QuickRun["pkg"] {
  const isNamed = typeof name === "string";
  const hasVersion = typeof version === "string";
  return {
    ...(isNamed && { name }),
    ...(hasVersion && { version }),
    ...(isNamed && hasVersion && { _id: `${name}@${version}` }),
    scripts: { [event]: script },
  };
}

/** The script, if it is the folder's own and nobody has set how it is to be run. */
function ownScript(question: QuickQuestion, event: string, usual: Readonly<Record<string, string>>) {
  const { cwd, env, read } = question;
  const configs = [join(cwd, ".npmrc"), usual["npm_config_userconfig"], usual["npm_config_globalconfig"]];
  if (!isUsual(env, usual) || configs.some((path) => path !== undefined && read(path) !== undefined)) return undefined;
  const manifest = manifestAt(read(join(cwd, "package.json")));
  const script = manifest && plainScript(manifest, event);
  if (manifest === undefined || script === undefined || !isOnItsOwn(question)) return undefined;
  return packageOf(manifest, event, script);
}

/**
 * Most calls of npm are `npm run`, most of whose time npm takes to read settings that nobody has set. Where there is
 * nothing but a script to run this answers what npm would run; undefined where npm has anything to decide.
 */
export function quickRun(question: QuickQuestion): QuickRun | undefined {
  const { words, env, cwd, npmPath } = question;
  const asked = readWords(words);
  if (asked === undefined) return undefined;
  const { command, event, args } = asked;
  const usual = settings(question);
  const pkg = ownScript(question, event, usual);
  if (pkg === undefined) return undefined;
  const added = {
    ...usual,
    COLOR: isColorful(question) ? "1" : "0",
    EDITOR: env["EDITOR"] ?? env["VISUAL"] ?? "vi",
    INIT_CWD: cwd,
    NODE: nodePath,
    npm_command: env["npm_command"] ?? command,
    npm_execpath: npmPath,
    npm_node_execpath: nodePath,
  };
  return { event, args, path: cwd, pkg, env: added };
}

/** What `node --run` needs of the file system. */
export interface PackageFiles {
  /** The text of a file, or undefined. */
  readonly read: (path: string) => string | undefined;
  readonly isDirectory: (path: string) => boolean;
}

export type PackageScript =
  | {
      readonly type: "found";
      /** For `sh -c`. */
      readonly command: string;
      readonly cwd: string;
      readonly packagePath: string;
      /** Goes before PATH. */
      readonly bins: readonly string[];
    }
  | { readonly type: "missing"; readonly says: string };

const missing = (says: string): PackageScript => ({ type: "missing", says: `${says}\n` });

const forbidden = /[[\]\t\n\r "#$&'()*;<>%?\\`|~]/;

/** As Node's `EscapeShell` does. */
export function escapeForShell(text: string): string {
  if (text === "") return "''";
  if (!forbidden.test(text)) return text;
  const quoted = `'${text.replaceAll("'", `'"'"'`)}'`;
  return quoted.replace(/^(?:'')+(?!$)/, "").replaceAll("\\'''", "\\'");
}

/** From a folder up to, but without, the root. */
function* foldersUp(from: string): Generator<string> {
  for (let folder = from; folder !== "/" && folder !== ""; folder = folder.slice(0, folder.lastIndexOf("/"))) {
    yield folder;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Told by the caller, who knows the path.
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function commandOf(text: string, path: string, name: string): string | PackageScript {
  const manifest = parse(text);
  if (manifest === undefined) return missing(`Can't parse ${path}`);
  if (!isRecord(manifest)) return missing(`Root value unexpected not an object for ${path}\n`);
  const scripts = manifest["scripts"];
  if (!isRecord(scripts)) return missing(`Can't find "scripts" field in ${path}`);
  const command = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (typeof command === "string") return command;
  if (command !== undefined) return missing(`Script "${name}" is unexpectedly not a string for ${path}\n`);
  const known = Object.entries(scripts).filter(([, value]) => typeof value === "string");
  const list = known.map(([key, value]) => `\n  ${key}: ${String(value)}`).join("");
  return missing(`Missing script: "${name}" for ${path}\n\nAvailable scripts are:${list}`);
}

/** What `node --run <name> -- <args>` runs: a script of the nearest package.json. */
export function packageScript(
  name: string,
  args: readonly string[],
  cwd: string,
  { read, isDirectory }: PackageFiles,
): PackageScript {
  const folders = [...foldersUp(cwd)];
  const home = folders.find((folder) => read(`${folder}/package.json`) !== undefined);
  if (home === undefined) return missing(`Can't find package.json for directory ${cwd}`);
  const packagePath = `${home}/package.json`;
  const command = commandOf(read(packagePath) ?? "", packagePath, name);
  if (typeof command !== "string") return command;
  const bins = folders.map((folder) => `${folder}/node_modules/.bin`).filter(isDirectory);
  return { type: "found", command: [command, ...args.map(escapeForShell)].join(" "), cwd: home, packagePath, bins };
}

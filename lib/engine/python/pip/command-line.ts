import { PipFailure } from "./failure";

export interface PipLine {
  readonly command: string;
  readonly names: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly indexUrl: string | undefined;
  readonly flags: ReadonlySet<string>;
  readonly format: string;
}

/** Options of one letter, and those that say the same. */
const long: Readonly<Record<string, string>> = {
  "-r": "--requirement",
  "-i": "--index-url",
  "-U": "--upgrade",
  "-q": "--quiet",
  "-y": "--yes",
  "-V": "--version",
  "-h": "--help",
  "-f": "--files",
  "-e": "--editable",
};

const takesValue = new Set(["--requirement", "--index-url", "--format", "--trusted-host"]);

const known = new Set(
  "--upgrade --quiet --yes --version --help --files --user --pre --no-deps --no-cache-dir --disable-pip-version-check --force-reinstall --break-system-packages --no-input --require-hashes --local --no-index".split(
    " ",
  ),
);

/** What is refused rather than heard and not done. */
const refused = ["--editable", "--extra-index-url", "--target"];

interface Options {
  readonly names: string[];
  readonly values: Map<string, string[]>;
  readonly flags: Set<string>;
}

/** `--name=value` in its two parts, and the option's long name. */
function partsOf(arg: string): [option: string, value: string | undefined] {
  const [given = "", value] = arg.startsWith("--") ? arg.split(/=(.*)/su) : [arg];
  return [long[given] ?? given, value];
}

function readOptions(args: readonly string[]): Options {
  const options: Options = { names: [], values: new Map(), flags: new Set() };
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (!arg.startsWith("-") || arg === "-") {
      options.names.push(arg);
      continue;
    }
    const [option, joined] = partsOf(arg);
    if (refused.includes(option))
      throw new PipFailure(`ERROR: ${option} isn't known here: install wheels from one index.`);
    if (known.has(option)) options.flags.add(option);
    else if (!takesValue.has(option)) throw new PipFailure(`ERROR: no such option: ${arg}`);
    else {
      const value = joined ?? left.shift();
      if (value === undefined) throw new PipFailure(`ERROR: ${option} option requires 1 argument`);
      options.values.set(option, [...(options.values.get(option) ?? []), value]);
    }
  }
  return options;
}

export function readPipLine(args: readonly string[]): PipLine {
  const { names, values, flags } = readOptions(args);
  const [first, ...rest] = names;
  const command = first ?? (flags.has("--version") ? "version" : "help");
  return {
    command: flags.has("--help") ? "help" : command,
    names: rest,
    requirementFiles: values.get("--requirement") ?? [],
    indexUrl: values.get("--index-url")?.at(-1),
    flags,
    format: values.get("--format")?.at(-1) ?? "columns",
  };
}

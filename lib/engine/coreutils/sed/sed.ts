import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import { textOf } from "../lines/bytes-text";
import { lastOf, OptionError, readOptions, type Given } from "../lines/gnu-options";
import { reasonOf, type Call, type Command } from "../own/command";
import { ScriptError, type SedCommand } from "./commands";
import { SedInput } from "./input";
import { createFiles, SedOutput } from "./output";
import { parseScript } from "./parse";
import { Run, type Machine } from "./run";

const table = {
  short: "ne:f:Eri::l:suz",
  long: {
    quiet: "n",
    silent: "n",
    expression: "e=",
    file: "f=",
    "regexp-extended": "E",
    "in-place": "i?",
    "line-length": "l=",
    separate: "s",
    unbuffered: "u",
    "null-data": "z",
    "follow-symlinks": "follow",
    posix: "posix",
    sandbox: "sandbox",
    debug: "debug",
    version: "version",
    help: "help",
  },
} as const;

const usage = `Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...

  -n, --quiet, --silent
                 suppress automatic printing of pattern space
  -e script, --expression=script
                 add the script to the commands to be executed
  -f script-file, --file=script-file
                 add the contents of script-file to the commands to be executed
  -E, -r, --regexp-extended
                 use extended regular expressions in the script
  -i[SUFFIX], --in-place[=SUFFIX]
                 edit files in place (makes backup if SUFFIX supplied)
  -s, --separate
                 consider files as separate rather than as a single
                 continuous long stream.
  -z, --null-data
                 separate lines by NUL characters
`;

interface Settings {
  readonly script: string;
  readonly place: (at: number) => string;
  readonly files: readonly string[];
  readonly given: readonly Given[];
}

/** The script of all `-e` and `-f`, or the first word. */
function settingsOf(args: readonly string[]): Settings | undefined {
  const { given, rest } = readOptions(args, table);
  const pieces = given.filter(([key]) => key === "e" || key === "f");
  const [first, ...files] = rest;
  if (pieces.length === 0 && first === undefined) return undefined;
  const texts =
    pieces.length === 0
      ? [first ?? ""]
      : pieces.map(([key, value]) =>
          key === "e" ? value : textOf(fs.readFileSync(value === "-" ? 0 : value)).replace(/\n$/u, ""),
        );
  const script = texts.join("\n");
  const [kind, file = ""] = pieces[0] ?? ["e"];
  const place = kind === "f" ? inFile(script, file) : inExpression(script, texts.length > 1);
  return { script, place, files: pieces.length === 0 ? files : rest, given };
}

const linesBefore = (script: string, at: number): number => script.slice(0, at).split("\n").length;

const inFile =
  (script: string, file: string) =>
  (at: number): string =>
    `file ${file} line ${linesBefore(script, at)}:`;

const inExpression =
  (script: string, isOneOfMany: boolean) =>
  (at: number): string =>
    isOneOfMany
      ? `-e expression #${linesBefore(script, at)}, char ${at - script.lastIndexOf("\n", at - 1) - 1}:`
      : `-e expression #1, char ${at}:`;

/** Edits lines by a script. */
export const sed: Command = async (call) => {
  let settings: Settings | undefined;
  try {
    const asked = call.args.find((arg) => arg === "--version" || arg === "--help");
    if (asked !== undefined) {
      call.out(asked === "--help" ? usage : "sed (GNU sed) 4.9\n");
      return 0;
    }
    settings = settingsOf(call.args);
    if (settings === undefined) {
      process.stderr.write(usage);
      return 1;
    }
    const isExtended = settings.given.some(([key]) => key === "E" || key === "r");
    return await edit(call, settings, parseScript(settings.script, isExtended));
  } catch (error) {
    if (error instanceof ScriptError) {
      const before = error.at === undefined || settings === undefined ? "" : `${settings.place(error.at)} `;
      call.complain(before + error.message);
    } else if (error instanceof OptionError) {
      call.complain(error.message);
      process.stderr.write(usage);
    } else call.complain(textOfError(error));
    return 1;
  }
};

const textOfError = (error: unknown): string =>
  error instanceof Error && !("code" in error) ? error.message : reasonOf(error);

/** A file can't be edited, or not be read. */
function complaint(file: string, reason: string, isInPlace: boolean): readonly [text: string, code: number] {
  if (reason !== "Is a directory") return [`can't read ${file}: ${reason}`, 2];
  return isInPlace ? [`couldn't edit ${file}: not a regular file`, 4] : [`read error on ${file}: ${reason}`, 2];
}

/** The file into which a command writes. */
function writtenBy(command: SedCommand): string | undefined {
  if (command.type === "substitute") return command.substitution.file;
  return command.type === "file" && (command.name === "w" || command.name === "W") ? command.file : undefined;
}

/** Runs the script over files as one stream. False when it asked to stop. */
async function editGroup(
  files: readonly string[],
  inPlace: string | undefined,
  made: Making,
): Promise<Run | undefined> {
  const pieces: Uint8Array[] = [];
  if (inPlace !== undefined) made.output = new SedOutput((bytes) => pieces.push(bytes), made.separator);
  const before = made.code;
  const input = new SedInput(files, made.separator, made.failed);
  const run = new Run({ ...made, input });
  const goesOn = await run.lines();
  if (inPlace === undefined) return goesOn ? undefined : run;
  if (!goesOn) await input.rest(made.output);
  if (made.code === before) replace(files[0] ?? "", pieces, inPlace);
  return goesOn ? undefined : run;
}

interface Making extends Omit<Machine, "input" | "output"> {
  output: SedOutput;
  code: number;
  readonly failed: (file: string, error: unknown) => void;
}

async function edit(call: Call, settings: Settings, commands: readonly SedCommand[]): Promise<number> {
  const { given, script } = settings;
  const has = (key: string): boolean => lastOf(given, key) !== undefined;
  const separator = has("z") ? "\0" : "\n";
  const inPlace = lastOf(given, "i");
  const files = settings.files.length > 0 ? settings.files : ["-"];
  const made: Making = {
    commands,
    output: new SedOutput(call.out, separator),
    fileOf: createFiles(() => made.output, separator),
    isQuiet: has("n") || /^#n(?:\n|$)/u.test(script),
    width: Number(lastOf(given, "l") ?? 70),
    separator,
    code: 0,
    failed: (file, error) => {
      const [text, code] = complaint(file, reasonOf(error), inPlace !== undefined);
      call.complain(text);
      made.code = code;
    },
  };
  commands.flatMap((one) => writtenBy(one) ?? []).forEach(made.fileOf);
  for (const group of inPlace !== undefined || has("s") ? files.map((file) => [file]) : [files]) {
    const stopped = await editGroup(group, inPlace, made);
    if (stopped) return stopped.exitCode || made.code;
  }
  return made.code;
}

/** Puts what came out in the file's place; the old one stays under another name where one was given. */
function replace(file: string, pieces: readonly Uint8Array[], suffix: string): void {
  const { mode } = fs.statSync(file);
  if (suffix !== "") {
    const name = suffix.includes("*") ? suffix.replaceAll("*", basename(file)) : basename(file) + suffix;
    fs.renameSync(file, name.includes("/") ? name : join(dirname(file), name));
  }
  fs.writeFileSync(file, Buffer.concat(pieces), { mode });
}

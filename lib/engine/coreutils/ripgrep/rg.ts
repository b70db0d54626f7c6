import { Output } from "../lines/output";
import { ToolFailure } from "../lines/run-tool";
import { bytesOf } from "../lines/bytes-text";
import type { Call, Command } from "../own/command";
import { PatternError } from "../pattern/rules";
import { help } from "./help.data";
import { createMatcher } from "./matcher";
import { Run } from "./run";
import { readSettings, type Settings } from "./settings";
import { painted } from "./colors";
import { listTypes } from "./types";
import { targets } from "./walk";

const version = "ripgrep 13.0.0\n";

/** Searches folders for a pattern, and leaves out what git leaves out. */
export const rg: Command = async (call) => {
  const output = new Output((text) => call.out(bytesOf(text)));
  try {
    return await start(call, readSettings(call.args), output);
  } catch (error) {
    if (!(error instanceof ToolFailure) && !(error instanceof PatternError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof ToolFailure ? error.code : 2;
  } finally {
    output.flush();
  }
};

function start(call: Call, settings: Settings, output: Output): number | Promise<number> {
  const { has, mode } = settings;
  if (has("help") || has("V")) {
    call.out(has("help") ? help : version);
    return 0;
  }
  if (has("type-list")) {
    call.out(listTypes(settings));
    return 0;
  }
  if (mode === "files") return listFiles(settings, output);
  return new Run(settings, createMatcher(settings), output).all();
}

async function listFiles(settings: Settings, output: Output): Promise<number> {
  const { has, isColored, colors, value } = settings;
  let failed = false;
  let any = false;
  const tell = (text: string): void => {
    failed = true;
    if (!has("no-messages")) process.stderr.write(`${text}\n`);
  };
  const paths = settings.paths.length === 0 ? ["./"] : settings.paths;
  for (const { path } of targets(paths, settings, tell)) {
    any = true;
    if (has("q")) return 0;
    const name = value("path-separator") === undefined ? path : path.replaceAll("/", value("path-separator") ?? "/");
    output.add((isColored ? painted(colors.path, name) : name) + (has("0") ? "\0" : "\n"));
    await output.settle();
  }
  if (failed) return 2;
  return any ? 0 : 1;
}

import type { PythonModule } from "./python-module";

/** As `python` itself reads its command line and its environment; the beginnings of a program that embeds Python are others. */
const asProgram = {
  isolated: 0,
  use_environment: 1,
  user_site_directory: 1,
  parse_argv: 1,
  safe_path: 0,
  install_signal_handlers: 1,
  // Code would be written beside sources all over the project, and be read from there about as slowly as it is compiled.
  write_bytecode: 0,
};

/** Says in what way Python is to run; undefined, or the exit code when there is nothing to run, as with `--version`. */
export function readCommandLine(module: PythonModule, args: readonly string[]): number | undefined {
  const text = (given: string): number => module.stringToNewUTF8(given);
  const word = (address: number): number => module.HEAP32[address >> 2] ?? 0;
  const config = module._PyInitConfig_Create();
  for (const [name, value] of Object.entries(asProgram)) module._PyInitConfig_SetInt(config, text(name), BigInt(value));
  module._PyInitConfig_SetStr(config, text("home"), text("/"));
  module._PyInitConfig_SetStr(config, text("program_name"), text(args[0] ?? "python"));
  const list = module._malloc(4 * args.length);
  for (const [index, arg] of args.entries()) module.HEAPU32[(list >> 2) + index] = text(arg);
  module._PyInitConfig_SetStrList(config, text("argv"), args.length, list);
  if (module._Py_InitializeFromInitConfig(config) === 0) return undefined;
  const answer = module._malloc(8);
  if (module._PyInitConfig_GetExitCode(config, answer) !== 0) return word(answer);
  module._PyInitConfig_GetError(config, answer);
  throw new Error(`python: ${module.UTF8ToString(word(answer))}`);
}

/** One of the settings that the command line has changed, as a number. */
export function readSetting(module: PythonModule, name: string): number {
  const answer = module._malloc(4);
  return module._PyConfig_GetInt(module.stringToNewUTF8(name), answer) === 0 ? (module.HEAP32[answer >> 2] ?? 0) : 0;
}

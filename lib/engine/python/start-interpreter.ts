import type { CPython } from "./cpython";

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
export function readCommandLine(cpython: CPython, args: readonly string[]): number | undefined {
  const { call, text, word } = cpython;
  const config = call("PyInitConfig_Create");
  for (const [name, value] of Object.entries(asProgram)) call("PyInitConfig_SetInt", config, text(name), BigInt(value));
  call("PyInitConfig_SetStr", config, text("home"), text("/"));
  call("PyInitConfig_SetStr", config, text("program_name"), text(args[0] ?? "python"));
  const list = call("malloc", 4 * args.length);
  for (const [index, arg] of args.entries()) cpython.setWord(list + 4 * index, text(arg));
  call("PyInitConfig_SetStrList", config, text("argv"), args.length, list);
  if (call("Py_InitializeFromInitConfig", config) === 0) return undefined;
  const answer = call("malloc", 8);
  if (call("PyInitConfig_GetExitCode", config, answer) !== 0) return word(answer);
  call("PyInitConfig_GetError", config, answer);
  throw new Error(`python: ${cpython.readText(word(answer))}`);
}

/** One of the settings that the command line has changed, as a number. */
export function readSetting({ call, text, word }: CPython, name: string): number {
  const answer = call("malloc", 4);
  return call("PyConfig_GetInt", text(name), answer) === 0 ? word(answer) : 0;
}

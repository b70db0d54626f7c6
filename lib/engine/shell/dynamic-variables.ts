import { namedOptions } from "./options";
import { commandText, lineNumber, type ShellState } from "./state";

const began = Date.now();

const flagsOf = (state: ShellState): string =>
  namedOptions(state.options)
    .flatMap(({ name, on }) => (on ? [name] : []))
    .join(":");

/** What the shell itself knows, for as long as nobody has set a variable of that name. */
const dynamic: Readonly<Record<string, (state: ShellState) => string>> = {
  RANDOM: () => String(Math.floor(Math.random() * 32_768)),
  SRANDOM: () => String(Math.floor(Math.random() * 2 ** 32)),
  SECONDS: () => String(Math.floor((Date.now() - began) / 1000)),
  EPOCHSECONDS: () => String(Math.floor(Date.now() / 1000)),
  EPOCHREALTIME: () => `${(Date.now() / 1000).toFixed(3)}000`,
  BASH: () => "/bin/bash",
  BASH_VERSION: () => "5.2.15(1)-release",
  LINENO: (state) => String(lineNumber(state)),
  BASH_COMMAND: commandText,
  BASH_SUBSHELL: ({ subshells }) => String(subshells),
  SHELLOPTS: flagsOf,
  BASHOPTS: ({ extras }) => [...extras].toSorted().join(":"),
  HOSTNAME: () => "tabsmith",
  UID: () => "1000",
  EUID: () => "1000",
  BASHPID: ({ pid }) => String(pid),
  HOSTTYPE: () => "x86_64",
  OSTYPE: () => "linux-gnu",
  MACHTYPE: () => "x86_64-pc-linux-gnu",
  OPTIND: () => "1",
};

export const dynamicVariable = (name: string, state: ShellState): string | undefined =>
  Object.hasOwn(dynamic, name) ? dynamic[name]?.(state) : undefined;

import { ShellFailure } from "../flow";
import { say, type Scope } from "../scope";
import type { Builtin } from "../shell";

/** What `shopt` knows; some are as they are here, whatever is set. */
export const shellOptionNames = [
  ..."autocd cdspell checkwinsize cmdhist dotglob expand_aliases extglob failglob globstar histappend inherit_errexit".split(
    " ",
  ),
  ..."interactive_comments lastpipe nocaseglob nocasematch nullglob progcomp promptvars sourcepath".split(" "),
];

const line = (name: string, { state }: Scope): string =>
  `${name.padEnd(15)}\t${state.extras.has(name) ? "on" : "off"}\n`;

export const shopt: Builtin = (args, scope) => {
  const flags = args.filter((arg) => /^-\w+$/.test(arg)).join("");
  const names = args.filter((arg) => !/^-\w+$/.test(arg));
  const unknown = names.find((name) => !shellOptionNames.includes(name));
  if (unknown !== undefined) throw new ShellFailure(`shopt: ${unknown}: invalid shell option name`);
  const { extras } = scope.state;
  for (const name of names) {
    if (flags.includes("s")) extras.add(name);
    if (flags.includes("u")) extras.delete(name);
  }
  if (/[su]/.test(flags) && names.length > 0) return 0;
  const shown = names.length > 0 ? names : shellOptionNames.toSorted();
  if (!flags.includes("q")) for (const name of shown) say(scope, 1, line(name, scope));
  return Number(names.some((name) => !extras.has(name)));
};

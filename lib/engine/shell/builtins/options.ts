import { ShellFailure } from "../flow";
import { namedOptions, setNamed } from "../options";
import { say, type Scope } from "../scope";
import type { Builtin } from "../shell";

/** What `shopt` knows; some are as they are here, whatever is set. */
export const shellOptionNames = [
  ..."autocd cdspell checkwinsize cmdhist dotglob expand_aliases extglob failglob globstar histappend inherit_errexit".split(
    " ",
  ),
  ..."interactive_comments lastpipe nocaseglob nocasematch nullglob progcomp promptvars sourcepath".split(" "),
];

/** `-p` writes it as it would be set again. */
function line(name: string, on: boolean, flags: string): string {
  if (!flags.includes("p")) return `${name.padEnd(15)}\t${on ? "on" : "off"}\n`;
  return flags.includes("o") ? `set ${on ? "-" : "+"}o ${name}\n` : `shopt ${on ? "-s" : "-u"} ${name}\n`;
}

/** `shopt -o`: what `set -o` knows. */
function setOptions(flags: string, names: readonly string[], scope: Scope): number {
  const { options } = scope.state;
  const unknown = names.find((name) => !namedOptions(options).some((one) => one.name === name));
  if (unknown !== undefined) throw new ShellFailure(`shopt: ${unknown}: invalid option name`);
  if (/[su]/.test(flags) && names.length > 0) {
    for (const name of names) setNamed(name, flags.includes("s"), options);
    return 0;
  }
  const shown = namedOptions(options).filter(({ name }) => names.length === 0 || names.includes(name));
  if (!flags.includes("q")) for (const { name, on } of shown) say(scope, 1, line(name, on, flags));
  return Number(names.length > 0 && shown.some(({ on }) => !on));
}

export const shopt: Builtin = (args, scope) => {
  const flags = args.filter((arg) => /^-\w+$/.test(arg)).join("");
  const names = args.filter((arg) => !/^-\w+$/.test(arg));
  if (flags.includes("o")) return setOptions(flags, names, scope);
  const unknown = names.find((name) => !shellOptionNames.includes(name));
  if (unknown !== undefined) throw new ShellFailure(`shopt: ${unknown}: invalid shell option name`);
  const { extras } = scope.state;
  for (const name of names) {
    if (flags.includes("s")) extras.add(name);
    if (flags.includes("u")) extras.delete(name);
  }
  if (/[su]/.test(flags) && names.length > 0) return 0;
  const shown = names.length > 0 ? names : shellOptionNames.toSorted();
  if (!flags.includes("q")) for (const name of shown) say(scope, 1, line(name, extras.has(name), flags));
  return Number(names.some((name) => !extras.has(name)));
};

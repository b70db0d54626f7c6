import { parseScript } from "../sed/parse";
import { substituted } from "../sed/substitute";
import type { TarSettings } from "./tar-settings";

/** A name after `--transform`. */
export function renamed(name: string, { all }: Pick<TarSettings, "all">): string {
  return all("transform").reduce((text, script) => {
    const [command] = parseScript(script, /x[a-z]*$/u.test(script.slice(script.lastIndexOf("/"))));
    if (command?.type !== "substitute" || command.substitution.regex === undefined) return text;
    return substituted(text, command.substitution.regex, command.substitution).text;
  }, name);
}

/** Words of a command line, quotes respected. */
export function splitArguments(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

/** Puts arguments into a project's command: `$ARGUMENTS`, `$1` … `$9`. Nothing in it is run. */
export function expandCommand(body: string, argument: string): string {
  const words = splitArguments(argument);
  const used = /\$(?:ARGUMENTS|[1-9])/.test(body);
  const text = body.replace(/\$(ARGUMENTS|[1-9])/g, (_, name: string) =>
    name === "ARGUMENTS" ? argument : (words[Number(name) - 1] ?? ""),
  );
  return used || argument === "" ? text.trim() : `${text.trim()}\n\n${argument}`;
}

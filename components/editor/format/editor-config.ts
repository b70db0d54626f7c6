import { compileGlobs } from "@/lib/workspace";

/** What an `.editorconfig` says of a path that is relative to it, in Prettier's words. */
export function readEditorConfig(text: string, path: string): Readonly<Record<string, unknown>> {
  const said = new Map<string, string>();
  let applies = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    const section = /^\[(.+)\]$/.exec(line)?.[1];
    const pair = /^([\w-]+)\s*[=:]\s*(.*?)\s*(?:[#;].*)?$/.exec(line);
    if (section !== undefined) applies = compileGlobs([section])(path);
    else if (applies && pair?.[1]) said.set(pair[1].toLowerCase(), (pair[2] ?? "").toLowerCase());
  }
  return optionsOf(said);
}

/** Whether no `.editorconfig` further up counts. */
export const isRootConfig = (text: string): boolean => /^\s*root\s*=\s*true\s*$/im.test(text.split("[")[0] ?? "");

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

const lineEnds: ReadonlySet<string | undefined> = new Set(["lf", "crlf", "cr"]);

function optionsOf(said: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const style = said.get("indent_style");
  const size = said.get("indent_size");
  const width = numberOf(size === "tab" ? said.get("tab_width") : (size ?? said.get("tab_width")));
  const printWidth = numberOf(said.get("max_line_length"));
  const end = said.get("end_of_line");
  return {
    ...((style === "tab" || style === "space") && { useTabs: style === "tab" }),
    ...(width !== undefined && { tabWidth: width }),
    ...(printWidth !== undefined && { printWidth }),
    ...(lineEnds.has(end) && { endOfLine: end }),
  };
}

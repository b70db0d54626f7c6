import { workingFolder } from "./working-folder";
import { variable, type Scope } from "./scope";
import { dated } from "../text/time-text";

function shortFolder(scope: Scope): string {
  const folder = workingFolder(scope);
  const home = variable(scope.state, "HOME") ?? "";
  return home !== "" && (folder === home || folder.startsWith(`${home}/`)) ? `~${folder.slice(home.length)}` : folder;
}

/** `PROMPT_DIRTRIM`: only the last so many folders are shown. */
function trimmed(folder: string, keep: number): string {
  const parts = folder.split("/").filter((part) => part !== "" && part !== "~");
  if (keep <= 0 || parts.length <= keep) return folder;
  return `${folder.startsWith("~") ? "~/" : ""}.../${parts.slice(-keep).join("/")}`;
}

type Meaning = (scope: Scope, now: Date) => string;

const meanings: Readonly<Record<string, Meaning>> = {
  a: () => "\x07",
  d: (_scope, now) => dated("%a %b %d", now),
  e: () => "\x1b",
  h: () => "tabsmith",
  H: () => "tabsmith",
  j: () => "0",
  l: () => "pts",
  n: () => "\n",
  r: () => "\r",
  s: ({ state }) => state.name.replace(/^-|.*\//g, ""),
  t: (_scope, now) => dated("%H:%M:%S", now),
  T: (_scope, now) => dated("%I:%M:%S", now),
  "@": (_scope, now) => dated("%I:%M %p", now),
  A: (_scope, now) => dated("%H:%M", now),
  u: ({ state }) => variable(state, "USER") ?? "user",
  v: () => "5.2",
  V: () => "5.2.15",
  w: (scope) => trimmed(shortFolder(scope), Number(variable(scope.state, "PROMPT_DIRTRIM") ?? 0)),
  W: (scope) => {
    const short = shortFolder(scope);
    return short.slice(short.lastIndexOf("/") + 1) || "/";
  },
  $: () => "$",
  "\\": () => "\\",
  "[": () => "",
  "]": () => "",
};

const escape = /\\(?:([0-7]{3})|D\{([^}]*)\}|([^]))/g;

const guarded = (text: string): string => text.replace(/[\\$`"]/g, String.raw`\$&`);

/** Backslash escapes of `PS1` and its kin. What they stand for is guarded: it is text, whatever expands the rest afterwards. */
export function decodedPrompt(text: string, scope: Scope): string {
  const now = new Date();
  return text.replace(escape, (all, octal?: string, format?: string, sign?: string) => {
    if (octal !== undefined) return guarded(String.fromCodePoint(Number.parseInt(octal, 8)));
    if (format !== undefined) return guarded(dated(format === "" ? "%X" : format, now));
    return Object.hasOwn(meanings, sign ?? "") ? guarded(meanings[sign ?? ""]?.(scope, now) ?? all) : all;
  });
}

import { basename, dirname } from "@/lib/base";
import type { Part, PermissionCall, ShellCommand } from "./call";
import type { Rule } from "./rule";
import { depthOfName, destructivePrograms } from "./shell/programs.data";

function commandSpecifier(command: ShellCommand): string | undefined {
  const values = command.words.map((word) => word.value);
  const first = values[0] ?? "";
  if (command.text.includes("\n")) return undefined;
  const exact = command.text;
  if (
    command.opaque !== undefined ||
    destructivePrograms.has(basename(first)) ||
    /^(?:curl|wget|sed|tee|mv)$/.test(first)
  )
    return exact;
  const depth = depthOfName[`${first} ${values[1] ?? ""}`] ?? depthOfName[first] ?? 1;
  const named = command.words.slice(0, depth);
  if (
    named.length < depth ||
    named.some((word) => word.dynamic || word.value.startsWith("-") || /[\s:*]/.test(word.value))
  )
    return exact;
  return `${named.map((word) => word.value).join(" ")}:*`;
}

const allow = (tool: string, specifier?: string): Rule => ({
  verdict: "allow",
  tool,
  scope: "session",
  ...(specifier === undefined ? {} : { specifier }),
});

type Suggest<T extends Part["type"]> = (part: Extract<Part, { type: T }>, call: PermissionCall) => Rule | undefined;

const byType: { readonly [T in Part["type"]]: Suggest<T> } = {
  command: ({ command }, call) => {
    const specifier = commandSpecifier(command);
    return specifier === undefined || specifier === "" ? undefined : allow(call.tool, specifier);
  },
  write: ({ path }) => allow("Edit", dirname(path) === "." ? `/${path}` : `/${dirname(path)}/**`),
  read: ({ path }) => allow("Read", `/${path}`),
  fetch: ({ host }) => (host === "" ? undefined : allow("WebFetch", `domain:${host}`)),
  use: ({ specifier }, call) => allow(call.tool, specifier === "" || /[()*]/.test(specifier) ? undefined : specifier),
  unparsable: () => undefined,
  none: () => undefined,
};

/** The narrowest rule that would have let this part through, or undefined where none can. */
export function suggestRule(part: Part, call: PermissionCall): Rule | undefined {
  return (byType[part.type] as Suggest<Part["type"]>)(part, call);
}

import { joinPath, normalizePath } from "@/lib/base";
import type { Part, PermissionCall } from "./call";
import { readScript } from "./shell/script";

/** `derived` parts tighten a verdict (deny, protection, ask) but need no permission of their own. */
export interface JudgedPart {
  readonly part: Part;
  readonly derived: boolean;
}

const own = (part: Part): JudgedPart => ({ part, derived: false });

function filesTouched(
  type: "read" | "write",
  paths: readonly string[],
  links: PermissionCall["links"],
): readonly JudgedPart[] {
  return paths.flatMap((path) => {
    const target = links?.get(path);
    const parts = [own({ type, path: normalizePath(path) })];
    if (target !== undefined && normalizePath(target) !== normalizePath(path))
      parts.push(own({ type, path: normalizePath(target) }));
    return parts;
  });
}

function derivedFrom(part: Part): readonly JudgedPart[] {
  if (part.type !== "command" || part.command.effect.type === "unknown") return [];
  const { effect } = part.command;
  return effect.paths.map((path) => ({
    part: { type: effect.type === "reads" ? "read" : "write", path },
    derived: true,
  }));
}

/** A command that nothing is known of may well read or write what it names; protections want to know. */
function namedBy(part: Part, cwd: string): readonly JudgedPart[] {
  if (part.type !== "command" || part.command.effect.type !== "unknown") return [];
  const words = part.command.words
    .slice(1)
    .filter((word) => !word.dynamic && !word.value.startsWith("-") && /^[\w./@-]{1,256}$/.test(word.value));
  return words.map((word) => ({ part: { type: "read", path: joinPath(cwd, word.value) }, derived: true }));
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : "";
}

/** Takes a call apart into what is judged one by one. */
export function partsOf(call: PermissionCall): readonly JudgedPart[] {
  const { access } = call;
  switch (access.type) {
    case "files":
      return [
        ...filesTouched("read", access.reads ?? [], call.links),
        ...filesTouched("write", access.writes ?? [], call.links),
      ];
    case "network":
      return [own({ type: "fetch", url: access.url, host: hostOf(access.url) })];
    case "use":
      return [own({ type: "use", specifier: access.specifier ?? "", effect: access.effect })];
    case "shell": {
      const cwd = access.cwd ?? ".";
      return readScript(access.command, cwd).flatMap((part) => [
        own(part),
        ...derivedFrom(part),
        ...namedBy(part, cwd),
      ]);
    }
    default:
      return [own({ type: "none" })];
  }
}

import type { Part, PermissionCall } from "./call";
import { compileCommand } from "./cover-command";
import { compilePathPattern } from "./path-pattern";
import type { Rule, Verdict } from "./rule";
import { matchesWildcard } from "./wildcard";

type Covers = (part: Part, call: PermissionCall) => boolean;

export interface CompiledRule {
  readonly rule: Rule;
  readonly covers: Covers;
}

type ByTool = ReadonlyMap<string, readonly CompiledRule[]>;

/** The rules of one verdict, filed by the tool that they name, so that a call meets few of them. */
interface Shelf {
  readonly byTool: ByTool;
  /** Those without a specifier. */
  readonly bare: ByTool;
  /** Those whose tool is a pattern. */
  readonly broad: readonly CompiledRule[];
  /** Those of servers' tools. */
  readonly servers: readonly CompiledRule[];
}

/** Rules made ready once, so that a decision only runs them. */
export type CompiledRules = Readonly<Record<Verdict, Shelf>>;

const ofServer = ({ rule }: CompiledRule) => rule.tool.startsWith("mcp__");
const isBroad = (compiled: CompiledRule) => compiled.rule.tool.includes("*") && !ofServer(compiled);

function byTool(rules: readonly CompiledRule[]): ByTool {
  const groups = new Map<string, CompiledRule[]>();
  for (const compiled of rules) {
    const group = groups.get(compiled.rule.tool);
    if (group) group.push(compiled);
    else groups.set(compiled.rule.tool, [compiled]);
  }
  return groups;
}

function shelve(rules: readonly CompiledRule[]): Shelf {
  const named = rules.filter((compiled) => !isBroad(compiled) && !ofServer(compiled));
  return {
    byTool: byTool(named),
    bare: byTool(named.filter(({ rule }) => rule.specifier === undefined)),
    broad: rules.filter(isBroad),
    servers: rules.filter(ofServer),
  };
}

/** What a shell rule with a specifier never speaks of. */
const isFile = (part: Part) => part.type === "read" || part.type === "write";

const none: readonly CompiledRule[] = [];

/** Every rule that could speak of a part of this call. */
function rulesAbout(shelf: Shelf, part: Part, call: PermissionCall): readonly (readonly CompiledRule[])[] {
  const named = call.tool === "Bash" && isFile(part) ? shelf.bare : shelf.byTool;
  const files =
    part.type === "write" ? shelf.byTool.get("Edit") : part.type === "read" ? shelf.byTool.get("Read") : none;
  return [
    named.get(call.tool) ?? none,
    files ?? none,
    shelf.broad,
    call.tool.startsWith("mcp__") ? shelf.servers : none,
  ];
}

/** The first rule that covers a part, or undefined. */
export function coveringRule(shelf: Shelf, part: Part, call: PermissionCall): Rule | undefined {
  for (const rules of rulesAbout(shelf, part, call)) {
    const found = rules.find(({ covers }) => covers(part, call));
    if (found) return found.rule;
  }
  return undefined;
}

/** `Edit` speaks for every write and `Read` for every read, whichever tool does it; other names for their own calls. */
function speaksFor(rule: Rule): Covers {
  const { tool } = rule;
  const named: Covers = tool.includes("*")
    ? (_, call) => matchesWildcard(tool, call.tool)
    : (_, call) => call.tool === tool || (/^mcp__[^_]+(?:_[^_]+)*$/.test(tool) && call.tool.startsWith(`${tool}__`));
  if (tool === "Edit") return (part, call) => part.type === "write" || (call.tool === "Edit" && part.type === "none");
  if (tool === "Read") return (part, call) => part.type === "read" || (call.tool === "Read" && part.type === "none");
  return named;
}

function fitsHost(specifier: string): (host: string) => boolean {
  const wanted = specifier.replace(/^domain:/, "").toLowerCase();
  return wanted.startsWith("*.") ? (host) => host.endsWith(wanted.slice(1)) : (host) => host === wanted;
}

function fitsSpecifier(rule: Rule, specifier: string): (part: Part) => boolean {
  const command = compileCommand(specifier);
  const path = compilePathPattern(specifier);
  const host = fitsHost(specifier);
  const loosens = rule.verdict === "allow";
  const byType: { readonly [T in Part["type"]]: (part: Extract<Part, { type: T }>) => boolean } = {
    command: (part) => (loosens ? command.loosens(part.command) : command.tightens(part.command)),
    unparsable: (part) => !loosens && command.tightensText(part.text),
    read: (part) => path(part.path),
    write: (part) => path(part.path),
    fetch: (part) =>
      part.host !== "" &&
      (host(part.host) || (!specifier.startsWith("domain:") && matchesWildcard(specifier, part.url))),
    use: (part) => matchesWildcard(specifier, part.specifier),
    none: () => false,
  };
  return (part) => (byType[part.type] as (part: Part) => boolean)(part);
}

/** Which files a rule with a specifier speaks of, whichever tool touches them; undefined for a rule about anything else. */
const fileSpokenOf = ({ tool }: Rule): "read" | "write" | undefined =>
  tool === "Edit" ? "write" : tool === "Read" ? "read" : undefined;

/** A shell rule with a specifier is about commands; files that a redirect names belong to `Edit` and `Read`. */
function compile(rule: Rule): CompiledRule {
  const speaks = speaksFor(rule);
  if (rule.specifier === undefined) return { rule, covers: speaks };
  const file = fileSpokenOf(rule);
  if (file) {
    const path = compilePathPattern(rule.specifier);
    return { rule, covers: (part) => part.type === file && path(part.path) };
  }
  const fits = fitsSpecifier(rule, rule.specifier);
  const aboutCommands = rule.tool === "Bash";
  return {
    rule,
    covers: (part, call) =>
      speaks(part, call) && !(aboutCommands && (part.type === "read" || part.type === "write")) && fits(part),
  };
}

export function compileRules(rules: readonly Rule[]): CompiledRules {
  const compiled = rules.map(compile);
  const of = (verdict: Verdict) => shelve(compiled.filter(({ rule }) => rule.verdict === verdict));
  return { allow: of("allow"), ask: of("ask"), deny: of("deny") };
}

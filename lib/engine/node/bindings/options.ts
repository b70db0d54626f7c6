import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";

const typeNames: Readonly<Record<string, string>> = {
  kBoolean: "boolean",
  kInteger: "number",
  kUInteger: "number",
  kString: "string",
  kHostPort: "number",
  kStringList: "array",
};

/** What the program was told not to be: Node embeds nothing here. */
const embedder = {
  shouldNotRegisterESMLoader: false,
  noGlobalSearchPaths: false,
  noBrowserGlobals: false,
  hasEmbedderPreload: false,
};

export function createOptionsBinding({ tables, state }: ProcessHost): Binding {
  const { info, aliases, envSettings, types } = tables.options;

  /** The options that differ from their defaults, as a child that shall behave the same must be given them. */
  function asFlags(): string[] {
    const flags: string[] = [];
    for (const arg of state.commandLine.execArgv) flags.push(arg);
    return flags;
  }

  function environmentTypes(): Map<string, { type: string; description: string }> {
    const named = Object.entries(types);
    const known = Object.entries(info).filter(
      ([, option]) => option.envVarSettings === envSettings["kAllowedInEnvvar"],
    );
    return new Map(
      known.map(([name, option]) => {
        const type = named.find(([, id]) => id === option.type)?.[0] ?? "kString";
        return [name, { type: typeNames[type] ?? "string", description: option.helpText }];
      }),
    );
  }

  return {
    getCLIOptionsValues: () => state.commandLine.values,
    getCLIOptionsInfo: () => ({ options: new Map(Object.entries(info)), aliases: new Map(Object.entries(aliases)) }),
    getOptionsAsFlags: asFlags,
    getEmbedderOptions: () => embedder,
    getEnvOptionsInputType: environmentTypes,
    getNamespaceOptionsInputType: () => new Map(),
  };
}

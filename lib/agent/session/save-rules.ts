import type { Disposable } from "@/lib/base";
import { writeRules, type RuleBook, type RuleScope } from "@/lib/permissions";
import type { AgentOptions } from "../options";
import { settingsPath } from "../project/project-settings";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Keeps what else the settings file says. */
async function saveProject({ workspace }: AgentOptions, rules: RuleBook): Promise<void> {
  const kept = readObject(await workspace.readText(settingsPath).catch(() => "{}"));
  const permissions = writeRules(rules.rules.get(), "project");
  await workspace.writeText(settingsPath, `${JSON.stringify({ ...kept, permissions }, null, 2)}\n`, "editor");
}

export interface RuleKeeper extends Disposable {
  /** For taking in what the project's file says: writing it back would only touch the file. */
  readonly withoutSaving: (work: () => void) => void;
}

/** Writes the user's and the project's rules back to where they are kept, whoever changes them: a card, or the panel. */
export function keepRules(options: AgentOptions, rules: RuleBook): RuleKeeper {
  const print = (scope: RuleScope) => JSON.stringify(writeRules(rules.rules.get(), scope));
  let user = print("user");
  let project = print("project");
  let reading = false;
  const stop = rules.rules.subscribe(() => {
    if (print("user") !== user) {
      user = print("user");
      void options.settings?.write({ rules: writeRules(rules.rules.get(), "user") });
    }
    if (print("project") === project) return;
    project = print("project");
    if (!reading) void saveProject(options, rules);
  });
  return {
    withoutSaving(work) {
      reading = true;
      try {
        work();
      } finally {
        reading = false;
      }
    },
    dispose: stop,
  };
}

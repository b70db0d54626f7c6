import { codeOf, messageOf } from "@/lib/base";
import type { RuleSettings } from "@/lib/permissions";
import type { Workspace } from "@/lib/workspace";
import { z } from "zod";

const hookList = z.array(
  z.object({
    matcher: z.string().optional(),
    command: z.string().min(1),
    timeout: z.number().min(1).max(120_000).optional(),
  }),
);

const shape = z.object({
  permissions: z
    .object({
      allow: z.array(z.string()).optional(),
      ask: z.array(z.string()).optional(),
      deny: z.array(z.string()).optional(),
    })
    .optional(),
  hooks: z
    .object({
      PreToolUse: hookList.optional(),
      PostToolUse: hookList.optional(),
      UserPromptSubmit: hookList.optional(),
    })
    .optional(),
  outputStyle: z.string().optional(),
});

export const settingsPath = ".tabsmith/settings.json";

export type HookSettings = NonNullable<z.output<typeof shape>["hooks"]>;

export interface ProjectSettings {
  readonly rules: RuleSettings;
  readonly hooks: HookSettings;
  readonly outputStyle: string | undefined;
  /** What is wrong with the file, for the user. */
  readonly problem: string | undefined;
}

const none: ProjectSettings = { rules: {}, hooks: {}, outputStyle: undefined, problem: undefined };

/** A broken file counts as empty and is reported. It can't set the mode: that is the user's alone. */
export async function readProjectSettings(workspace: Workspace): Promise<ProjectSettings> {
  let text: string;
  try {
    text = await workspace.readText(settingsPath);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return none;
    throw error;
  }
  try {
    const { permissions, hooks, outputStyle } = shape.parse(JSON.parse(text));
    const rules = Object.fromEntries(Object.entries(permissions ?? {}).filter(([, list]) => list !== undefined));
    return { rules, hooks: hooks ?? {}, outputStyle, problem: undefined };
  } catch (error) {
    return { ...none, problem: `${settingsPath} can't be read: ${messageOf(error).slice(0, 300)}` };
  }
}

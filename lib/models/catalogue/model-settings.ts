import { defaultModelId } from "./presets.data";

/** What a model is wanted for. */
export type ModelTask = "main" | "small" | "vision" | "agents";

export const modelTasks: readonly ModelTask[] = ["main", "small", "vision", "agents"];

export interface OwnServer {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
}

/** Which model does what. Nothing secret is in here. */
export interface ModelSettings {
  /** Ids of catalogue entries. A task without one takes that of `main`. */
  readonly choices: { readonly main: string } & { readonly [T in ModelTask]?: string };
  readonly servers: readonly OwnServer[];
}

export const defaultModelSettings: ModelSettings = { choices: { main: defaultModelId }, servers: [] };

export const choiceFor = ({ choices }: ModelSettings, task: ModelTask): string => choices[task] ?? choices.main;

/** Takes over what is valid and the default for everything else. */
export function parseModelSettings(raw: unknown): ModelSettings {
  const fields = typeof raw === "object" && raw !== null ? (raw as Record<string, unknown>) : {};
  const given = typeof fields["choices"] === "object" && fields["choices"] !== null ? fields["choices"] : {};
  const choices = modelTasks.flatMap((task) => {
    const id: unknown = Object.hasOwn(given, task) ? Reflect.get(given, task) : undefined;
    return typeof id === "string" && id !== "" ? [[task, id] as const] : [];
  });
  const servers = Array.isArray(fields["servers"]) ? fields["servers"].filter(isServer) : [];
  return { choices: { ...defaultModelSettings.choices, ...Object.fromEntries(choices) }, servers };
}

function isServer(value: unknown): value is OwnServer {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, baseUrl } = value as Record<string, unknown>;
  return (
    typeof id === "string" && typeof name === "string" && typeof baseUrl === "string" && /^https?:\/\//.test(baseUrl)
  );
}

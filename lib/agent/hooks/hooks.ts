/** What a hook wants. It can tighten and add; it can't allow. */
export interface HookOutcome {
  readonly verdict?: "ask" | "deny";
  readonly message?: string;
  /** Told to the model with the result. */
  readonly context?: string;
}

export interface HookCall {
  readonly tool: string;
  readonly input: unknown;
  readonly cwd: string;
}

/** Programs of the project's that look at calls before and after they run. */
export interface Hooks {
  readonly before: (call: HookCall, signal: AbortSignal) => Promise<HookOutcome>;
  readonly after: (
    call: HookCall & { readonly output: string; readonly failed: boolean },
    signal: AbortSignal,
  ) => Promise<HookOutcome>;
  readonly prompt: (text: string, signal: AbortSignal) => Promise<HookOutcome>;
}

export const noHooks: Hooks = { before: async () => ({}), after: async () => ({}), prompt: async () => ({}) };

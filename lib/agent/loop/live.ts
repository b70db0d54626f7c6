import type { ToolCallState } from "../view";

/** What happens between two events of the log: shown, never kept. */
export type Live =
  | { readonly type: "text"; readonly step: string; readonly id: string; readonly delta: string }
  | { readonly type: "reasoning"; readonly step: string; readonly id: string; readonly delta: string }
  | {
      readonly type: "tool-input";
      readonly step: string;
      readonly call: string;
      readonly name: string;
      readonly delta: string;
    }
  | {
      readonly type: "call-state";
      readonly call: string;
      readonly state: Extract<ToolCallState, "waiting" | "asking" | "running">;
    }
  | { readonly type: "progress"; readonly call: string; readonly text: string };

/** What is looked at on the page that tests a browser and a network. */
export type CheckId =
  | "isolation"
  | "serviceWorker"
  | "storage"
  | "memory"
  | "gpu"
  | "engine"
  | "preview"
  | "server"
  | "store"
  | "registry"
  | "stackblitz"
  | `provider:${string}`;

export type CheckGroup = "browser" | "server" | "outside";

/** `limited`: everything works but something. */
export type Verdict = "good" | "limited" | "bad";

export interface Finding {
  readonly verdict: Verdict;
  /** Names and figures, the same in every language. */
  readonly facts: string;
}

export interface Check {
  readonly id: CheckId;
  readonly group: CheckGroup;
  /** A name that isn't translated, such as a provider's. */
  readonly name?: string;
  readonly run: (signal: AbortSignal) => Promise<Finding>;
}

export const good = (facts: string): Finding => ({ verdict: "good", facts });
export const limited = (facts: string): Finding => ({ verdict: "limited", facts });
export const bad = (facts: string): Finding => ({ verdict: "bad", facts });

import type { Sandbox } from "./sandbox";

export type DriverChoice = Sandbox["driver"] | "auto";

/** What can be known before anything boots. */
export interface DriverFacts {
  /** `crossOriginIsolated` of the app's page: without it no browser gives out shared memory. */
  readonly isolated: boolean;
  readonly serviceWorkers: boolean;
  /** Whether the sandbox origin answers with the engine; undefined while it hasn't been asked. */
  readonly engineReachable: boolean | undefined;
  readonly online: boolean;
}

export interface DriverDecision {
  readonly driver: Sandbox["driver"];
  /** One sentence for the person, whatever was decided. */
  readonly reason: string;
}

/**
 * Decides which driver runs the project, before either is booted: a WebContainer that failed to boot can't be tried again
 * in the same page. What was asked for is what is taken; `auto` takes our own engine wherever it can run.
 */
export function chooseDriver(choice: DriverChoice, facts: DriverFacts): DriverDecision {
  if (choice !== "auto") return { driver: choice, reason: "Chosen in the settings." };
  if (facts.engineReachable !== false && facts.isolated && facts.serviceWorkers) {
    return { driver: "engine", reason: "tabsmith's own engine runs here: it needs no account and no internet." };
  }
  if (facts.online) {
    const why =
      facts.engineReachable === false
        ? "tabsmith's own engine can't be reached"
        : "this browser lacks what tabsmith's own engine needs";
    return { driver: "webcontainer", reason: `StackBlitz's WebContainers are used, because ${why}.` };
  }
  return {
    driver: "engine",
    reason: "Only tabsmith's own engine works without internet, though something it needs seems to be missing here.",
  };
}

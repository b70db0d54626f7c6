import type { ComputerState } from "./computer";
import type { ManifestFault } from "./manifest";

export interface OpenPort {
  readonly port: number;
  readonly url: string;
  /** Why this browser can't show its pages; undefined where it can. */
  readonly unshown?: string;
}

export type RunState =
  | { readonly type: "idle" }
  /** The project has nothing that could be run. */
  | { readonly type: "nothing" }
  /** Its package.json has to be mended first. */
  | { readonly type: "broken"; readonly fault: ManifestFault }
  /** Asked for; what is to be done is being found out. */
  | { readonly type: "preparing" }
  | { readonly type: "installing"; readonly command: string }
  | { readonly type: "running"; readonly command: string }
  | { readonly type: "ended"; readonly command: string; readonly code: number; readonly lastLines: readonly string[] }
  | { readonly type: "failed"; readonly reason: string };

/** Whether there is something to stop, and nothing to start. */
export const isUnderWay = ({ type }: RunState): boolean =>
  type === "preparing" || type === "installing" || type === "running";

/** Why the preview looks as it does. It never is just blank. */
export type PreviewState =
  | { readonly type: "absent" }
  | { readonly type: "idle" }
  | { readonly type: "nothing" }
  | { readonly type: "broken"; readonly fault: ManifestFault }
  | { readonly type: "booting" }
  | { readonly type: "installing" }
  | { readonly type: "starting"; readonly command: string }
  | { readonly type: "serving"; readonly port: OpenPort }
  | { readonly type: "empty"; readonly port: OpenPort }
  /** It answers, but this browser shows no page of it. */
  | { readonly type: "unshown"; readonly port: OpenPort; readonly reason: string }
  /** The port is open, and yet no page comes. */
  | { readonly type: "late"; readonly port: OpenPort }
  | { readonly type: "done"; readonly command: string }
  | { readonly type: "crashed"; readonly command: string; readonly code: number; readonly lastLines: readonly string[] }
  | { readonly type: "closed"; readonly port: number }
  | { readonly type: "failed"; readonly reason: string };

export interface PreviewFacts {
  readonly computer: ComputerState;
  readonly run: RunState;
  readonly ports: readonly OpenPort[];
  /** The port that someone chose to see. */
  readonly chosen: number | undefined;
  /** Whether a port was open before. */
  readonly lastPort: number | undefined;
  /** Whether the page that is served turned out to have nothing in it. */
  readonly isEmpty: boolean;
  /** Whether the page hasn't come for a while. */
  readonly isLate: boolean;
}

/** The port whose page the preview shows or waits for. */
export function shownPort(state: PreviewState): OpenPort | undefined {
  return state.type === "serving" || state.type === "empty" || state.type === "late" ? state.port : undefined;
}

/** A server that answers is shown whatever else is going on; then the newest trouble; then what is under way. */
export function previewState(facts: PreviewFacts): PreviewState {
  const { computer, run, ports, chosen, lastPort, isEmpty, isLate } = facts;
  const port = ports.find((open) => open.port === chosen) ?? ports[0];
  if (port?.unshown !== undefined) return { type: "unshown", port, reason: port.unshown };
  if (port && isLate) return { type: "late", port };
  if (port) return { type: isEmpty ? "empty" : "serving", port };
  if (computer.type === "absent") return { type: "absent" };
  if (computer.type === "failed") return { type: "failed", reason: computer.reason };
  if (computer.type === "starting") return { type: "booting" };
  return ofRun(run, lastPort);
}

function ofRun(run: RunState, lastPort: number | undefined): PreviewState {
  switch (run.type) {
    case "nothing":
    case "broken":
    case "failed":
      return run;
    case "preparing":
      return { type: "booting" };
    case "installing":
      return { type: "installing" };
    case "running":
      return lastPort === undefined ? { type: "starting", command: run.command } : { type: "closed", port: lastPort };
    case "ended":
      return run.code === 0 ? { type: "done", command: run.command } : { ...run, type: "crashed" };
    case "idle":
      return lastPort === undefined ? { type: "idle" } : { type: "closed", port: lastPort };
  }
}

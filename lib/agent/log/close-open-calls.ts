import type { SessionLog } from "./session-log";
import { SessionState } from "./session-state";

export const interruptedText =
  "Interrupted: the session ended while this ran. It may have taken effect in part; look before you repeat it.";

/** Gives every call that started and never ended a result that says so, and ends every open step. */
export function closeInterrupted(log: SessionLog): number {
  const state = SessionState.of(log.events);
  let closed = 0;
  for (const [agent, branch] of state.branches) {
    for (const call of branch.openCalls.keys()) {
      log.append("tool-ended", { call, end: "interrupted", output: [{ type: "text", text: interruptedText }] }, agent);
      closed += 1;
    }
    for (const entry of branch.entries) {
      if (entry.type !== "step" || entry.ended) continue;
      log.append("step-ended", { step: entry.step, end: "stopped", model: state.model ?? "unknown" }, agent);
    }
  }
  // A helper can be started again after it ended.
  const running = new Set<string>();
  for (const event of log.events) {
    if (event.type === "agent-started") running.add(event.data.id);
    if (event.type === "agent-ended") running.delete(event.data.id);
  }
  for (const id of running) log.append("agent-ended", { id, state: "stopped", answer: "" });
  return closed;
}

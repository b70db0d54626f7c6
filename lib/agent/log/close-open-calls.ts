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
  const ended = new Set(log.events.flatMap((event) => (event.type === "agent-ended" ? [event.data.id] : [])));
  for (const event of log.events.slice()) {
    if (event.type === "agent-started" && !ended.has(event.data.id))
      log.append("agent-ended", { id: event.data.id, state: "stopped", answer: "" });
  }
  return closed;
}

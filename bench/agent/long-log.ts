import type { SessionLog } from "@/lib/agent/log/session-log";

const usage = { input: 1000, output: 50, reasoning: 0, cacheRead: 0, cacheWrite: 0 };

/** Writes turns as the agent does, seven events a step, until the log has so many. */
export function fillLog(log: SessionLog, events: number): void {
  for (let step = 0; log.events.length < events; step += 1) {
    const name = `step${step}`;
    if (step % 5 === 0)
      log.append("message-added", {
        id: `m${step}`,
        text: "Please go on with the next part of the work.",
        origin: "user",
      });
    log.append("step-started", { step: name, model: "scripted" });
    log.append("text-ended", {
      step: name,
      id: `t${step}`,
      text: "I look at the file and then change it as discussed. ".repeat(4),
    });
    log.append("tool-called", {
      step: name,
      call: `c${step}`,
      name: "Read",
      title: `src/file${step}.ts`,
      input: { file_path: `src/file${step}.ts` },
    });
    log.append("decision-made", {
      callId: `c${step}`,
      tool: "Read",
      subject: "x",
      verdict: "allow",
      mode: "default",
      reason: { type: "mode", mode: "default" },
    });
    log.append("tool-started", { call: `c${step}` });
    log.append("tool-ended", {
      call: `c${step}`,
      end: "done",
      output: [{ type: "text", text: "     1\tconst a = 1;\n".repeat(40) }],
      duration: 3,
    });
    log.append("step-ended", { step: name, end: "tool-calls", usage, model: "scripted", dollars: 0.001 });
  }
}

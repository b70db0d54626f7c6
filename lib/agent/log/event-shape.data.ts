import type { EventType } from "./event";

type Kind = "string" | "number" | "array" | "object" | "any";

/** What a stranger's log must hold for each event before it is let in. */
export const eventShapes: Readonly<Record<EventType, Readonly<Record<string, Kind>>>> = {
  "session-started": { title: "string" },
  titled: { title: "string" },
  "message-added": { id: "string", text: "string", origin: "string" },
  "picture-described": { message: "string", at: "number", name: "string", text: "string", model: "string" },
  "step-started": { step: "string", model: "string" },
  "text-ended": { step: "string", id: "string", text: "string" },
  "reasoning-ended": { step: "string", id: "string", text: "string" },
  "tool-called": { step: "string", call: "string", name: "string", title: "string", input: "any" },
  "tool-started": { call: "string" },
  "tool-ended": { call: "string", end: "string", output: "array" },
  "step-ended": { step: "string", end: "string", model: "string" },
  "asked-aside": { purpose: "string", model: "string" },
  "change-reviewed": { call: "string", path: "string", verdict: "string" },
  "turn-ended": { reason: "string" },
  "decision-made": {
    callId: "string",
    tool: "string",
    subject: "string",
    verdict: "string",
    mode: "string",
    reason: "object",
  },
  "question-answered": { question: "string", answer: "object" },
  "mode-changed": { mode: "string", by: "string" },
  "model-changed": { model: "string" },
  "todos-changed": { todos: "array" },
  "plan-changed": { version: "number", text: "string", state: "string" },
  "queue-changed": { queue: "array" },
  compacted: { summary: "string", upTo: "number", before: "number", after: "number", model: "string" },
  "outputs-dropped": { upTo: "number" },
  "agent-started": { id: "string", kind: "string", task: "string", call: "string" },
  "agent-ended": { id: "string", state: "string", answer: "string" },
  rewound: { to: "number" },
  "rewind-undone": { of: "number" },
  noticed: { kind: "string", text: "string" },
};

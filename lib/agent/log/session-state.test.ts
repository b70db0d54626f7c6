import * as fc from "fast-check";
import { expect, test } from "vitest";
import { promptOf } from "../model/prompt";
import type { PromptMessage } from "../model/model";
import { randomLog } from "../testing/random-log";
import { SessionState } from "./session-state";

/** What every provider demands of a conversation. */
function complaints(prompt: readonly PromptMessage[]): readonly string[] {
  const found: string[] = [];
  for (const [at, message] of prompt.entries()) {
    if (message.role !== "system" && message.content.length === 0) found.push(`message ${at} is empty`);
    if (message.role === "assistant") {
      const calls = message.content.flatMap((part) => (part.type === "tool-call" ? [part.toolCallId] : []));
      const next = prompt[at + 1];
      const results =
        next?.role === "tool"
          ? next.content.flatMap((part) => (part.type === "tool-result" ? [part.toolCallId] : []))
          : [];
      if (calls.join() !== results.join()) found.push(`calls ${calls.join()} are answered by ${results.join()}`);
      if (message.content.every((part) => part.type === "reasoning")) found.push("only reasoning");
    }
    if (message.role === "tool" && prompt[at - 1]?.role !== "assistant") found.push("results without calls");
  }
  return found;
}

test("any prefix of a log reduces to a conversation that a provider accepts", () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      for (let length = 0; length <= log.length; length += 1) {
        const state = SessionState.of(log.slice(0, length));
        for (const branch of state.branches.values()) expect(complaints(promptOf(branch, { sees: true }))).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test("event by event comes to the same as all at once", () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      const step = new SessionState();
      const seen = [];
      for (const event of log) {
        seen.push(event);
        step.apply(event, seen);
      }
      const whole = SessionState.of(log);
      const show = (state: SessionState) =>
        [...state.branches].map(([agent, branch]) => [agent, promptOf(branch, { sees: true }), branch.contextTokens]);
      expect(new Map(show(step).map((row) => [row[0], row]))).toEqual(new Map(show(whole).map((row) => [row[0], row])));
      expect([...step.spending]).toEqual([...whole.spending]);
    }),
    { numRuns: 150 },
  );
});

test("a rewind doesn't give money back", () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      const steps = log.filter((event) => event.type === "step-ended").length;
      expect(SessionState.of(log).spending.get("m")?.usage.input ?? 0).toBe(steps * 10);
    }),
  );
});

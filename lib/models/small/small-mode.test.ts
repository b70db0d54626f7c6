import { expect, test } from "vitest";
import type { ChatMessage, ChatTool } from "../chat-engine";
import { ModelFailure } from "../model-failure";
import { fitMessages } from "./fit-messages";
import { smallModeFor, smallModelInstructions, toolsForSmallModel } from "./small-mode";
import { cutMiddle, estimateTokens } from "./tokens";

const mode = (() => {
  const found = smallModeFor(4096);
  if (!found) throw new Error("4096 tokens are few");
  return found;
})();
const step = (at: number, size = 100): ChatMessage[] => [
  { role: "assistant", text: "", calls: [{ id: String(at), name: "Read", input: `{"file_path":"${at}"}` }] },
  { role: "tool", id: String(at), name: "Read", text: `${at} `.repeat(size), outcome: "done" },
];
const system: ChatMessage = { role: "system", text: "Be brief." };
const goal: ChatMessage = { role: "user", text: "Build it." };

test("a roomy window needs no small mode", () => {
  expect(smallModeFor(32_768)).toBeUndefined();
  expect(smallModeFor(8192)?.mostTools).toBeLessThanOrEqual(7);
  expect(mode.mostTools).toBeGreaterThanOrEqual(5);
});

test("a result is cut in the middle, on whole lines, and says so", () => {
  const lines = Array.from({ length: 500 }, (_, at) => `line ${at}`).join("\n");
  const cut = cutMiddle(lines, 100);
  expect(estimateTokens(cut)).toBeLessThanOrEqual(100);
  expect(cut.startsWith("line 0\n")).toBe(true);
  expect(cut.endsWith("\nline 499")).toBe(true);
  expect(cut).toMatch(/\[… \d+ lines left out …\]/);
  expect(cutMiddle("short", 100)).toBe("short");
});

test("old steps are left out in whole, the goal and the instructions stay", () => {
  const steps = Array.from({ length: 40 }, (_, at) => step(at)).flat();
  const fitted = fitMessages([system, goal, ...steps], mode, 300);
  expect(fitted.slice(0, 2)).toEqual([system, goal]);
  expect(fitted[2]?.role === "user" && fitted[2].text).toMatch(/earlier steps were left out/);
  expect(fitted.at(-1)).toEqual(steps.at(-1));
  const calls = fitted.flatMap((message) => (message.role === "assistant" ? message.calls.map(({ id }) => id) : []));
  const results = fitted.flatMap((message) => (message.role === "tool" ? [message.id] : []));
  expect(results).toEqual(calls);
});

test("what is kept fits into the window beside the answer", () => {
  const steps = Array.from({ length: 40 }, (_, at) => step(at, 2000)).flat();
  const fitted = fitMessages([system, goal, ...steps], mode, 300);
  const tokens = fitted.reduce((sum, message) => sum + estimateTokens(message.text) + 30, 0);
  expect(tokens + 300 + mode.answerTokens).toBeLessThan(4096);
});

test("instructions that are too long are replaced by the short ones", () => {
  const long: ChatMessage = { role: "system", text: "Much to say. ".repeat(1000) };
  expect(fitMessages([long, goal], mode, 300)[0]).toEqual({ role: "system", text: smallModelInstructions });
  expect(estimateTokens(smallModelInstructions)).toBeLessThan(mode.instructionTokens);
});

test("a step that can't fit is refused with a choice", () => {
  const call: ChatMessage = {
    role: "assistant",
    text: "",
    calls: [{ id: "1", name: "Write", input: "x".repeat(40_000) }],
  };
  const refused = () => fitMessages([system, goal, call], mode, 300);
  expect(refused).toThrow(ModelFailure);
  expect(refused).toThrow("choose a model with a larger window");
});

test("a small model gets the tools that it misses most", () => {
  const tools = ["Agent", "Bash", "Cron", "Edit", "Glob", "Preview", "Read", "Write"].map((name): ChatTool => ({
    name,
    description: "",
    schema: {},
  }));
  expect(toolsForSmallModel(tools, 5).map(({ name }) => name)).toEqual(["Read", "Write", "Edit", "Bash", "Preview"]);
});

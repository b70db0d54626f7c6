import { readFileSync } from "node:fs";
import { Template } from "@huggingface/jinja";
import { expect, test } from "vitest";
import { createCallReader } from "../calls/call-reader";
import { describeTools } from "../calls/tools-in-text";
import { byteLetters } from "./gguf";
import { compileTour, tourModel, type TourModel } from "./compile-tour";
import { parseTour } from "./parse-tour";
import { tourRuns, turnText } from "./tour-pieces";
import { tourTemplate } from "./tour-template";

const markdown = readFileSync("public/tours/first-app.md", "utf8");
const tour = parseTour(markdown);
const model = tourModel(tour);

/** What the weights make of a token: the arithmetic that a runtime does, where attention and the inner layer add nothing. */
function logits({ embedding, output, tokens, width }: TourModel, token: number): number[] {
  return tokens.map((_, row) => {
    let sum = 0;
    for (let channel = 0; channel < width; channel += 1) {
      sum += (embedding[token * width + channel] ?? 0) * (output[row * width + channel] ?? 0);
    }
    return sum;
  });
}

const letterBytes = new Map(byteLetters.map((letter, byte) => [letter, byte]));
const textOf = (tokens: readonly string[]): string =>
  new TextDecoder().decode(Uint8Array.from(Array.from(tokens.join("")), (letter) => letterBytes.get(letter) ?? 0));

/** What the model writes from a state on, the loudest token each time, and how clearly the loudest was ahead. */
function play(state: string): { text: string; margin: number } {
  const written: string[] = [];
  let margin = Infinity;
  let token = model.tokens.indexOf(`<|${state}|>`);
  expect(token).toBeGreaterThan(0);
  for (let length = 0; length < 2000; length += 1) {
    const values = logits(model, token);
    const [first = 0, second = 0] = values.toSorted((left, right) => right - left);
    margin = Math.min(margin, first - second);
    token = values.indexOf(first);
    if (token === model.end) return { text: textOf(written), margin };
    written.push(model.tokens[token] ?? "");
  }
  throw new Error("The tour never ends");
}

test("the weights write every turn of the tour, letter by letter", () => {
  for (const [at, step] of tour.steps.entries()) expect(play(`step_${at}`).text).toBe(turnText(step));
  expect(play("over").text).toBe(tour.over);
  expect(play("refused_1").text).toBe(tour.steps[1]?.refused);
});

test("no other token comes near the right one, at any temperature in use", () => {
  for (const { state } of tourRuns(tour)) expect(play(state).margin).toBeGreaterThan(100);
});

test("no two pieces are the same, or a piece would not know what comes next", () => {
  expect(new Set(model.tokens).size).toBe(model.tokens.length);
});

test("the same script gives the same bytes, in under four megabytes", () => {
  const bytes = compileTour(markdown);
  expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe("GGUF");
  expect(bytes.length).toBeLessThan(4_000_000);
  expect(compileTour(markdown)).toEqual(bytes);
});

const template = new Template(tourTemplate(tour));
const system = {
  role: "system",
  content: `Be brief.\n${describeTools([{ name: "Write", description: "", schema: {} }], false)}`,
};
const user = (content: string) => ({ role: "user", content });
const assistant = user("said") && { role: "assistant", content: "said" };
const done = user("<tool_response>\nWrite: ok\n</tool_response>");
const refused = user("<tool_response>\nREFUSED: Write: no\n</tool_response>\nRather not.");
const failed = user("<tool_response>\nFAILED: Write: no\n</tool_response>");
const state = (...messages: { role: string; content: string }[]) => template.render({ messages });

test("the next step follows from the number of turns, whatever was typed", () => {
  expect(state(system, user("Make me a game!"))).toBe("<|step_0|>");
  expect(state(system, user("x"), assistant, done)).toBe("<|step_1|>");
  expect(state(system, user("x"), assistant, done, assistant, done, assistant, user("more"))).toBe("<|step_3|>");
  const all = tour.steps.flatMap(() => [assistant, done]);
  expect(state(system, user("x"), ...all)).toBe("<|over|>");
});

test("a refused call is spoken of and then asked again", () => {
  const before = [system, user("x"), assistant, done, assistant];
  expect(state(...before, refused)).toBe("<|refused_1|>");
  expect(state(...before, refused, assistant, user("go on"))).toBe("<|step_1|>");
  expect(state(...before, refused, assistant, user("go on"), assistant, done)).toBe("<|step_2|>");
});

test("a failure without words of its own has the common ones", () => {
  expect(state(system, user("x"), assistant, failed)).toBe("<|failed|>");
  expect(state(system, user("x"), assistant, failed, assistant, user("go on"))).toBe("<|step_0|>");
});

test("asked without tools, as for the name of a session, it says its name", () => {
  expect(state({ role: "system", content: "Name this conversation." }, user("Make me a game!"))).toBe("<|title|>");
  expect(play("title").text).toBe("Guided tour: a guest book");
});

test("every call of the tour comes out of its text as it was written in the script", () => {
  for (const step of tour.steps) {
    const tools = step.calls.map(({ name }) => ({ name, description: "", schema: {} }));
    const reader = createCallReader(tools);
    const ended = [...reader.push(turnText(step)), ...reader.end()].flatMap((event) =>
      event.type === "call-ended" ? [{ name: event.name, input: JSON.parse(event.input) as unknown }] : [],
    );
    expect(ended).toEqual(step.calls);
  }
});

test.each([
  ["## Step\n\nHi.", "begins with its name"],
  ["# Tour\n", "at least one step"],
  ["# Tour\n\n## Nothing\n", "Line 3"],
  ["# Tour\n\n## Step\n\nHi.\n\n### Perhaps\n\nNo.", "neither"],
  ["# Tour\n\n## Step\n\nHi.\n\n### If refused\n\nNo.", "no call before"],
  ["# Tour\n\n## Step\n\n```tool Edit file_path=a\nx\n```", "Line 5"],
  ["# Tour\n\n## Step\n\n```tool Write\n", "never closed"],
])("a mistake in a script is named with its line: %j", (script, message) => {
  expect(() => parseTour(script)).toThrow(message);
});

test("a fence that isn't a call is part of what is said", () => {
  const [step] = parseTour("# Tour\n\n## S\n\nLook:\n\n```js\n# not a heading\n```\n").steps;
  expect(step?.say).toBe("Look:\n\n```js\n# not a heading\n```");
});

import type { Reply, ReplyUsage, Said } from "../../lib/agent/testing/model-servers/reply";
import { expect, test } from "../fixtures/model-server";
import { answer, asked, call, context, conversation, cost, openKnownChat, say, send } from "./open-chat";

test.use({ actionTimeout: 20_000 });

test.beforeEach(() => {
  test.setTimeout(90_000);
});

const answered = (usage: ReplyUsage, ...said: readonly Said[]): Reply => ({ type: "answer", said, usage });
const stopped = "The agent was stopped";

test("an agent that goes in circles is stopped, may be let on, and stops again", async ({ page, server }) => {
  const again = answer(call("Read", { file_path: "nowhere.txt" }));
  server.script(again, again, again, again, answer(say("Never said.")));
  await openKnownChat(page, server);
  await send(page, "Read it");
  const guard = page.getByRole("group", { name: stopped });
  await expect(guard).toContainText("Read failed twice in the same way.");
  expect(server.requests).toHaveLength(2);
  await guard.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => server.requests.length).toBe(4);
  await guard.getByRole("button", { name: "Stop here" }).click();
  await expect(guard).toHaveCount(0);
  expect(server.requests).toHaveLength(4);
});

test("the cost is told, and a turn that costs too much stops and asks", async ({ page, server }) => {
  const dear = (text: string) => answered({ input: 1200, output: 0 }, call("Glob", { pattern: text }));
  server.script(dear("a*"), dear("b*"), answer(say("Done at last.")));
  await openKnownChat(page, server, { price: 1000 });
  await send(page, "Spend");
  const guard = page.getByRole("group", { name: stopped });
  await expect(guard).toContainText("This turn has cost $2.40; the cap is $2.00.");
  await expect(cost(page)).toHaveText(/\$2\.40/);
  await guard.getByRole("button", { name: "Go on" }).click();
  await expect(conversation(page)).toContainText("Done at last.");
  await expect(cost(page)).toHaveText(/\$2\.51/);
});

test("compaction by command replaces what the model is told and nothing of what is seen", async ({ page, server }) => {
  server.script(
    answer(call("Glob", { pattern: "*" })),
    answered({ input: 6000, output: 10 }, say("An answer from before.")),
    answer(say("## Goal\nThe sum of it all.")),
    answer(say("After it.")),
  );
  await openKnownChat(page, server, { window: 20_000 });
  await send(page, "Look around first");
  await expect(conversation(page)).toContainText("An answer from before.");
  await expect(context(page)).toContainText("30 %");
  await send(page, "/compact");
  await conversation(page).getByText("The conversation was summed up").click();
  await expect(conversation(page)).toContainText("The sum of it all.");
  await send(page, "Go on");
  await expect(conversation(page)).toContainText("After it.");
  expect(asked(server)).toContain("The sum of it all.");
  expect(asked(server)).not.toContain("An answer from before.");
  await expect(conversation(page)).toContainText("An answer from before.");
  await expect(conversation(page)).toContainText("Look around first");
});

test("a window that is nearly full is made room in by itself, and each result keeps its call", async ({
  page,
  server,
}) => {
  const read = (used: number) => answered({ input: used, output: 10 }, call("Read", { file_path: "README.md" }));
  server.script(
    read(2000),
    answered({ input: 17_000, output: 10 }, call("Read", { file_path: "README.md", limit: 1 })),
    answer(say("## Goal\nRead it all.")),
    answer(say("Read to the end.")),
  );
  await openKnownChat(page, server, { window: 20_000 });
  await send(page, `Read it. ${"A long story about it. ".repeat(1500)}`);
  await expect(conversation(page)).toContainText("Read to the end.");
  await expect(conversation(page)).toContainText("The conversation was summed up");
  expect(asked(server)).toContain("Read it all.");
  const messages = server.requests.at(-1)?.body["messages"] as {
    tool_calls?: { id: string }[];
    tool_call_id?: string;
  }[];
  const calls = messages.flatMap(({ tool_calls: made = [] }) => made.map(({ id }) => id));
  const results = messages.flatMap(({ tool_call_id: id }) => (id === undefined ? [] : [id]));
  expect(results).toEqual(calls);
});

test("helpers are seen at work, side by side, and only their answers reach the one that asked", async ({
  page,
  server,
}) => {
  const helper = (description: string) =>
    call("Agent", { kind: "explore", description, prompt: `Look at ${description}` });
  const work = (request: { readonly body: unknown }) =>
    JSON.stringify(request.body).includes("Look at the east")
      ? answer({ type: "pause", milliseconds: 2500 }, say("East is empty."))
      : answer({ type: "pause", milliseconds: 2500 }, say("West is full."));
  server.script(answer(helper("the east"), helper("the west")), work, work, answer(say("Both looked at.")));
  await openKnownChat(page, server);
  await send(page, "Look both ways");
  const helpers = page.getByRole("region", { name: "Helper agents" });
  await expect(helpers.getByRole("listitem")).toHaveCount(2);
  await helpers.getByRole("button", { name: /^Show what the helper does: .*east/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Look at the east");
  await expect(dialog).toContainText("East is empty.");
  await page.keyboard.press("Escape");
  await expect(conversation(page)).toContainText("Both looked at.");
  await expect(helpers).toHaveCount(0);
  const last = asked(server);
  expect(last).toContain("East is empty.");
  expect(last).toContain("West is full.");
});

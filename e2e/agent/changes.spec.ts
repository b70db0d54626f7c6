import type { Page } from "@playwright/test";
import type { ModelServer } from "../../lib/agent/testing/model-servers/server";
import { expect, test } from "./chat-test";
import { acceptEdits, answer, call, card, conversation, say, send, sentMessages, tree } from "./open-chat";

test.beforeEach(({ page }) => acceptEdits(page));

const lines = (changed: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: 30 }, (_, at) => changed[at + 1] ?? `line ${at + 1}`).join("\n");

/** What the model is told that a file holds. */
async function fileNow(page: Page, server: ModelServer, path: string): Promise<string> {
  const before = server.requests.length;
  server.script(answer(call("Read", { file_path: path })), answer(say("Read.")));
  await send(page, "Read it");
  await expect.poll(() => server.requests.length).toBe(before + 2);
  return JSON.stringify(sentMessages(server, -1).findLast(({ role }) => role === "tool")?.content);
}

test("hunks of a change are accepted and taken back one by one, after the fact", async ({ page, server }) => {
  server.script(
    answer(call("Write", { file_path: "a.txt", content: lines() })),
    answer(call("Write", { file_path: "a.txt", content: lines({ 2: "CHANGED TWO", 28: "CHANGED LATE" }) })),
    answer(say("Changed both.")),
  );
  await send(page, "Change two places");
  await expect(conversation(page)).toContainText("Changed both.");
  await card(page, "Write").click();
  const accept = conversation(page).getByRole("button", { name: "Accept change" });
  const revert = conversation(page).getByRole("button", { name: "Revert change" });
  await expect(accept).toHaveCount(2);
  await accept.first().click();
  await expect(conversation(page)).toContainText("Accepted");
  await revert.click();
  await expect(conversation(page)).toContainText("Reverted");
  const now = await fileNow(page, server, "a.txt");
  expect(now).toContain("CHANGED TWO");
  expect(now).toContain("line 28");
  expect(now).not.toContain("CHANGED LATE");
});

test("what was judged of a change is still known after a reload", async ({ page, server }) => {
  server.script(
    answer(call("Write", { file_path: "a.txt", content: lines() })),
    answer(call("Edit", { file_path: "a.txt", old_string: "line 7\n", new_string: "seven\n" })),
    answer(say("Changed.")),
  );
  await send(page, "Change one place");
  await expect(conversation(page)).toContainText("Changed.");
  await card(page, "Edit").click();
  await conversation(page).getByRole("button", { name: "Revert change" }).click();
  await expect(conversation(page)).toContainText("Reverted");
  await page.reload();
  await expect(conversation(page)).toContainText("Changed.");
  await card(page, "Edit").click();
  await expect(conversation(page)).toContainText("Reverted");
  await expect(conversation(page).getByRole("button", { name: "Revert change" })).toHaveCount(0);
});

test("restoring takes back files, or conversation, or both, and is undone", async ({ page, server }) => {
  server.script(
    answer(call("Write", { file_path: "one.txt", content: "1\n" })),
    answer(say("First made.")),
    answer(call("Write", { file_path: "two.txt", content: "2\n" })),
    answer(say("Second made.")),
  );
  const two = tree(page).getByText("two.txt");
  await send(page, "Make the first");
  await expect(conversation(page)).toContainText("First made.");
  await send(page, "Make the second");
  await expect(conversation(page)).toContainText("Second made.");
  const restore = async (what: string) => {
    await page.getByRole("button", { name: "Restore to here" }).last().click();
    await page.getByRole("dialog").getByRole("button", { name: what, exact: true }).click();
  };
  const undo = () => conversation(page).getByRole("button", { name: "Undo", exact: true }).last().click();
  await restore("Files");
  await expect(two).toHaveCount(0);
  await expect(conversation(page)).toContainText("Second made.");
  await undo();
  await expect(two).toBeVisible();
  await restore("Conversation");
  await expect(conversation(page)).not.toContainText("Second made.");
  await expect(two).toBeVisible();
  await undo();
  await expect(conversation(page)).toContainText("Second made.");
  await restore("Files and conversation");
  await expect(two).toHaveCount(0);
  await expect(conversation(page)).not.toContainText("Second made.");
  await expect(tree(page).getByText("one.txt")).toBeVisible();
});

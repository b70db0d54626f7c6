import { expect, test } from "./chat-test";
import {
  acceptEdits,
  allowOnce,
  answer,
  asked,
  call,
  card,
  conversation,
  permission,
  say,
  send,
  sentMessages,
  tree,
} from "./open-chat";

test("two tools in one answer run in their order, and looking goes on side by side", async ({ page, server }) => {
  server.script(
    answer(
      call("Write", { file_path: "a.txt", content: "first\n" }),
      call("Read", { file_path: "a.txt" }),
      call("Glob", { pattern: "*.txt" }),
      call("Edit", { file_path: "a.txt", old_string: "first", new_string: "second" }),
      call("Read", { file_path: "a.txt" }),
    ),
    answer(say("It says second.")),
  );
  await acceptEdits(page);
  await send(page, "Write, read, change, read");
  await expect(conversation(page)).toContainText("It says second.");
  const results = sentMessages(server, 1)
    .filter(({ role }) => role === "tool")
    .map(({ content }) => JSON.stringify(content));
  expect(results).toHaveLength(5);
  expect(results[1]).toContain("first");
  expect(results[4]).toContain("second");
  await expect(conversation(page).locator("button[aria-expanded]")).toHaveText([
    /^Write/,
    /^Read/,
    /^Glob/,
    /^Edit/,
    /^Read/,
  ]);
});

test("stopped in the middle of a command, the session goes on after a reload", async ({ page, server }) => {
  server.script(answer(call("Bash", { command: "touch begun.txt; echo begun; sleep 600" })), answer(say("Going on.")));
  await send(page, "Wait long");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("begun", { timeout: 60_000 });
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(card(page, "Bash")).toContainText("interrupted");
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);
  await page.reload();
  await expect(conversation(page)).toContainText("Wait long");
  await expect(card(page, "Bash")).toContainText("interrupted");
  await send(page, "Go on");
  await expect(conversation(page)).toContainText("Going on.");
  expect(asked(server)).toContain("Interrupted by the user");
});

test("messages queue, are changed and moved, and one of them steers the turn that runs", async ({ page, server }) => {
  server.script(
    answer(say("Working "), { type: "pause", milliseconds: 6000 }, call("Glob", { pattern: "*" })),
    answer(say("Steered.")),
    answer(say("Queued one.")),
    answer(say("Queued two.")),
  );
  await send(page, "Begin");
  await expect(conversation(page)).toContainText("Working");
  for (const text of ["alpha", "beta", "gamma"]) await send(page, text);
  const queue = page.getByRole("list", { name: "Queue" });
  const texts = queue.getByRole("textbox");
  await expect(texts).toHaveCount(3);
  await queue.getByRole("button", { name: "Move up" }).nth(2).click();
  await expect(texts.nth(1)).toHaveValue("gamma");
  await texts.nth(2).fill("beta, but better");
  await queue.getByRole("button", { name: "Send at the next step" }).nth(0).click();
  await expect(texts).toHaveCount(2);
  await expect(conversation(page)).toContainText("Queued two.");
  const lastUser = (at: number) =>
    JSON.stringify(sentMessages(server, at).findLast(({ role }) => role === "user")?.content);
  expect([1, 2, 3].map(lastUser)).toEqual([
    expect.stringContaining("alpha"),
    expect.stringContaining("gamma"),
    expect.stringContaining("beta, but better"),
  ]);
  await expect(queue).toHaveCount(0);
});

test("a provider that is down is waited for in plain words, and answers when it is up", async ({ page, server }) => {
  server.script(
    { type: "error", status: 429, message: "slow down", headers: { "retry-after": "3" } },
    answer(say("At last.")),
  );
  await send(page, "Hello");
  await expect(page.getByText(/asks to slow down.*Trying again in \d s/)).toBeVisible();
  await expect(conversation(page)).toContainText("At last.");
  await server.down();
  await send(page, "And again");
  await expect(page.getByText(/Trying again in \d/)).toBeVisible();
  await server.up();
  server.script(answer(say("Up again.")));
  await expect(conversation(page)).toContainText(/Up again\.|Done\./);
});

test("a call whose JSON is broken comes back to the model, which mends it", async ({ page, server }) => {
  server.script(
    answer({ type: "call", name: "Write", input: {}, raw: '{"file_path": "a.txt", "content": ' }),
    answer(call("Write", { file_path: "a.txt", content: "whole\n" })),
    answer(say("Mended.")),
  );
  await acceptEdits(page);
  await send(page, "Write");
  await expect(conversation(page)).toContainText("Mended.");
  expect(JSON.stringify(server.requests[1]?.body)).toContain("no valid JSON");
  await expect(tree(page).getByText("a.txt")).toBeVisible();
});

test("what the provider refuses says what mends it, and trying again goes on from there", async ({ page, server }) => {
  server.script({ type: "error", status: 401, message: "bad key" }, answer(say("Now it works.")));
  await send(page, "Hello there");
  await expect(conversation(page)).toContainText("The provider refused the key.");
  await expect(conversation(page).getByRole("button", { name: "Open model settings" })).toBeVisible();
  await conversation(page).getByRole("button", { name: "Try again" }).click();
  await expect(conversation(page)).toContainText("Now it works.");
  expect(asked(server)).toContain("Hello there");
});

test("an answer can be had again, and a message changed and sent anew", async ({ page, server }) => {
  server.script(answer(say("To the first.")), answer(say("To the second.")));
  await send(page, "What is onne?");
  await expect(conversation(page)).toContainText("To the first.");
  await conversation(page).getByRole("button", { name: "Edit and resend" }).click();
  const box = conversation(page).getByRole("textbox", { name: "Edit the message" });
  await box.fill("What is one?");
  await conversation(page).getByRole("button", { name: "Resend" }).click();
  await expect(conversation(page)).toContainText("To the second.");
  await expect(conversation(page)).not.toContainText("To the first.");
  expect(asked(server)).toContain("What is one?");
  expect(asked(server)).not.toContain("onne");
  server.script(answer(say("Once more.")));
  await conversation(page).getByRole("button", { name: "Answer again" }).last().click();
  await expect(conversation(page)).toContainText("Once more.");
  await expect(conversation(page)).not.toContainText("To the second.");
  await expect(permission(page)).toHaveCount(0);
});

test.describe("with the clipboard lent", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("what was asked and what was answered are copied as they were written", async ({ page, server }) => {
    server.script(answer(say("It is **bold** and `short`.")));
    await send(page, "What *is* it?");
    await expect(conversation(page)).toContainText("It is bold");
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await conversation(page).getByRole("button", { name: "Copy the answer" }).click();
    await expect.poll(copied).toBe("It is **bold** and `short`.");
    await conversation(page).getByRole("button", { name: "Copy", exact: true }).click();
    await expect.poll(copied).toBe("What *is* it?");
  });
});

import { expect, test } from "../fixtures/model-server";
import { allowOnce, answer, asked, call, conversation, openChat, permission, say, send } from "./open-chat";

test.beforeEach(async ({ page, server }) => {
  test.setTimeout(150_000);
  await openChat(page, server);
});

test("a write shows its text, is denied with a reason that the model reads, then allowed", async ({ page, server }) => {
  const write = (name: string) => answer(call("Write", { file_path: name, content: "the first line\n" }));
  server.script(write("wrong.txt"), write("right.txt"), answer(say("Named as you like.")));
  await send(page, "Write a note");
  await expect(permission(page)).toContainText("the first line");
  const reason = permission(page).getByRole("textbox");
  await reason.fill("Call it right.txt");
  await reason.press("Enter");
  await expect(permission(page)).toContainText("right.txt");
  expect(asked(server)).toContain("Call it right.txt");
  await allowOnce(page);
  const tree = page.getByRole("tree");
  await expect(tree.getByText("right.txt")).toBeVisible();
  await expect(conversation(page)).toContainText("Named as you like.");
  await expect(tree.getByText("wrong.txt")).toHaveCount(0);
});

test("what a shell command deleted comes back by restoring, and goes again by undoing that", async ({
  page,
  server,
}) => {
  server.script(
    answer(call("Write", { file_path: "keep.txt", content: "dear\n" })),
    answer(say("Written.")),
    answer(call("Bash", { command: "rm keep.txt" })),
    answer(say("Deleted.")),
  );
  const file = page.getByRole("tree").getByText("keep.txt");
  await send(page, "Write it");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Written.");
  await expect(file).toBeVisible();
  await send(page, "Delete it");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Deleted.", { timeout: 60_000 });
  await expect(file).toHaveCount(0);
  await page.getByRole("button", { name: "Restore to here" }).last().click();
  await page.getByRole("button", { name: "Files and conversation" }).click();
  await expect(file).toBeVisible();
  await expect(conversation(page)).not.toContainText("Deleted.");
  await conversation(page).getByRole("button", { name: "Undo", exact: true }).click();
  await expect(file).toHaveCount(0);
});

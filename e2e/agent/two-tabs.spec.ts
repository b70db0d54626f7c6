import { expect, test } from "./chat-test";
import { acceptEdits, answer, call, conversation, mode, say, send, tree } from "./open-chat";

test("a tab that only shows the project lets no agent write it, and takes what the other wrote before it does", async ({
  page,
  server,
  context,
}) => {
  const second = await context.newPage();
  await second.goto(page.url());
  const bar = second.getByRole("alert").filter({ hasText: "This project is open in another tab" });
  await expect(bar).toBeVisible();
  const write = (path: string) => answer(call("Write", { file_path: path, content: "x\n" }));
  await mode(second).selectOption("bypass");
  await send(second, "Write it");
  await expect(conversation(second)).toContainText("so nothing is written here");
  expect(server.requests).toEqual([]);

  await acceptEdits(page);
  server.script(write("first.txt"), answer(say("Written.")));
  await send(page, "Write it here");
  await expect(conversation(page)).toContainText("Written.");
  await page.close();
  await expect(second.getByText("The other tab has let go of this project")).toBeVisible();
  await expect(tree(second).getByText("first.txt")).toHaveCount(0);
  await second.getByRole("button", { name: "Work here instead" }).click();
  await expect(tree(second).getByText("first.txt")).toBeVisible();
  await expect(second.getByText("The other tab has let go of this project")).toBeHidden();
  await acceptEdits(second);
  server.script(write("third.txt"), answer(say("Written here now.")));
  await send(second, "And here");
  await expect(conversation(second)).toContainText("Written here now.");
  await expect(tree(second).getByText("third.txt")).toBeVisible();
});

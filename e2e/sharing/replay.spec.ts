import { allowOnce, answer, call, conversation, openChat, say, send } from "../agent/open-chat";
import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/model-server";
import { region, runCommand } from "../workbench/open-project";

test("a shared conversation is replayed step by step, and forked from a step with the files of that step", async ({
  page,
  anotherPerson,
  server,
}) => {
  test.setTimeout(180_000);
  await openChat(page, server);
  server.script(
    answer(call("Write", { file_path: "verse.txt", content: "the first line\n" })),
    answer(say("The first line is there.")),
    answer(call("Edit", { file_path: "verse.txt", old_string: "first", new_string: "second" })),
    answer(say("Now it is the second.")),
  );
  await send(page, "Write a verse");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("The first line is there.");
  await send(page, "Make it the second");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Now it is the second.");
  await runCommand(page, "Share");
  const dialog = page.getByRole("dialog", { name: "Share this project" });
  await dialog.getByText("Project and conversation", { exact: true }).click();
  const address = dialog.getByRole("textbox", { name: "Link to the project" });
  const plain = await address.inputValue();
  await expect(address).not.toHaveValue(plain);
  const link = await address.inputValue();

  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link);
  await reader.getByText("Replay", { exact: true }).click();
  const player = reader.getByRole("region", { name: "Replay of the conversation" });
  await expect(player).toContainText("Write a verse");
  await expectAccessible(reader);
  const slider = reader.getByRole("slider");
  await slider.focus();
  await reader.keyboard.press("Home");
  await expect(player).not.toContainText("The first line is there.");
  await expect(player.getByRole("button", { name: "verse.txt" })).toHaveCount(0);
  await reader.keyboard.press("End");
  await expect(player).toContainText("Now it is the second.");
  const steps = Number(await slider.getAttribute("max"));
  expect(steps).toBeGreaterThan(6);
  for (let step = steps; !((await player.getByText("Make it the second").count()) === 0); step -= 1) {
    expect(step).toBeGreaterThan(0);
    await reader.keyboard.press("ArrowLeft");
  }
  await expect(player).toContainText("The first line is there.");
  await expect(player).not.toContainText("Now it is the second.");
  const here = await slider.inputValue();

  await reader.keyboard.press("Home");
  await reader.keyboard.press("Shift+ArrowRight");
  await expect(player.getByText("Message: Make it the second")).toBeVisible();
  await player.getByRole("combobox", { name: "Speed" }).selectOption("8");
  await reader.keyboard.press("Escape");
  await slider.focus();
  await reader.keyboard.press("Home");
  await reader.keyboard.press("Space");
  await expect(player.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(slider).toHaveValue(String(steps));
  await expect(player.getByRole("button", { name: "Play" })).toBeVisible();
  while ((await slider.inputValue()) !== here) await reader.keyboard.press("ArrowLeft");

  await player.getByRole("button", { name: "Fork from here" }).click();
  await expect(region(reader, "Editor")).toBeVisible();
  await region(reader, "Files").getByRole("treeitem", { name: "verse.txt" }).click();
  await expect(region(reader, "Editor").locator(".view-lines")).toContainText("the first line");
  await expect(conversation(reader)).toContainText("The first line is there.");
  await expect(conversation(reader)).not.toContainText("Make it the second");
});

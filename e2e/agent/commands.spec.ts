import { readFile } from "node:fs/promises";
import { expect, test } from "./chat-test";
import {
  acceptEdits,
  allowOnce,
  answer,
  asked,
  call,
  conversation,
  permission,
  say,
  send,
  sentMessages,
  tree,
} from "./open-chat";

const write = (path: string, content: string) => call("Write", { file_path: path, content });

test("commands that show something open it, completed as they are typed", async ({ page, server }) => {
  const box = page.getByRole("textbox", { name: "Message", exact: true });
  await box.fill("/con");
  const suggestions = page.getByRole("listbox", { name: "Suggestions" });
  await expect(suggestions.getByRole("option")).toHaveText(/^context/);
  await box.press("Tab");
  await expect(box).toHaveValue("/context ");
  await box.press("Enter");
  const dialog = page.getByRole("dialog");
  for (const [command, shown] of [
    ["", "of 200K tokens"],
    ["/help", "/compact"],
    ["/cost", "Nothing was asked of a model yet."],
    ["/memory", "There is no AGENTS.md yet."],
    ["/permissions", "No rules yet"],
    ["/resume", "Import a session"],
    ["/rewind", "There is no message yet."],
    ["/model", "Own server"],
  ] as const) {
    if (command !== "") await send(page, command);
    await expect(dialog).toContainText(shown);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  await send(page, "/nonsense");
  await expect(conversation(page)).toContainText("There is no command /nonsense.");
  expect(server.requests).toHaveLength(0);
});

test("what the project brings counts as soon as it is there: commands, skills, memory, styles, and hooks that run", async ({
  page,
  server,
}) => {
  server.script(
    answer(
      write(".tabsmith/commands/greet.md", "---\ndescription: Greets\nargument-hint: [who]\n---\nGreet $1 and $2."),
      write(".tabsmith/skills/tidy/SKILL.md", "---\nname: tidy\ndescription: Tidies\n---\nSweep every corner."),
      write("AGENTS.md", "Use tabs. See @docs/more.md"),
      write("docs/more.md", "And short names."),
      write(
        ".tabsmith/settings.json",
        JSON.stringify({
          outputStyle: "learning",
          hooks: { PreToolUse: [{ matcher: "Bash", command: "echo no shell today; exit 2" }] },
        }),
      ),
    ),
    answer(say("Set up.")),
    answer(say("Greeted.")),
    answer(call("Skill", { skill: "tidy" }), call("Bash", { command: "ls" })),
    answer(say("Tidied.")),
  );
  await acceptEdits(page);
  await send(page, "Set up the project");
  // Whatever agents read as instructions is asked about each time, edits accepted or not.
  for (let file = 0; file < 4; file += 1) {
    await expect(permission(page)).toContainText("is asked about each time");
    await expect(permission(page).getByRole("button", { name: "Always allow" })).toHaveCount(0);
    await allowOnce(page);
  }
  await expect(conversation(page)).toContainText("Set up.");
  const box = page.getByRole("textbox", { name: "Message", exact: true });
  await box.fill("/gre");
  await expect(page.getByRole("option", { name: /greet.*Greets/ })).toBeVisible();
  await send(page, '/greet Ann "Bob Lee"');
  await expect(conversation(page)).toContainText("Greeted.");
  expect(asked(server)).toContain("Greet Ann and Bob Lee.");
  const told = JSON.stringify(sentMessages(server, -1)[0]);
  for (const text of ["And short names.", "Help the user learn", "tidy: Tidies"]) expect(told).toContain(text);
  expect(told).not.toContain("Sweep every corner.");
  await send(page, "Tidy up");
  await expect(conversation(page)).toContainText("Tidied.", { timeout: 60_000 });
  const results = JSON.stringify(sentMessages(server, -1).slice(-2));
  for (const text of ["Sweep every corner.", "no shell today"]) expect(results).toContain(text);
});

test("a session is named, found by what was said in it, saved as a file, taken in again and forked", async ({
  page,
  server,
}) => {
  server.script(answer(say("The answer is a pelican.")), answer(say("Another one.")));
  await send(page, "Which bird is it?");
  await expect(conversation(page)).toContainText("pelican");
  const download = page.waitForEvent("download");
  await send(page, "/export");
  const text = await readFile(await (await download).path(), "utf8");
  expect(text).toContain("The answer is a pelican.");
  await send(page, "/clear");
  await expect(conversation(page)).toContainText("What shall we build?");
  await send(page, "Something else");
  await expect(conversation(page)).toContainText("Another one.");
  await send(page, "/resume");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Rename the session Which bird is it?" }).click();
  await dialog.getByRole("textbox", { name: "Name of the session" }).fill("Birds");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("searchbox", { name: "Search sessions" }).fill("PELICAN");
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await dialog.getByRole("button", { name: /^Birds/ }).click();
  await expect(conversation(page)).toContainText("pelican");
  await send(page, "/resume");
  await dialog
    .getByLabel("Import a session")
    .setInputFiles({ name: "s.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) });
  await expect(dialog).toHaveCount(0);
  await expect(conversation(page)).toContainText("pelican");
  await conversation(page).getByRole("button", { name: "Fork from here" }).first().click();
  await expect(conversation(page)).not.toContainText("pelican");
  await send(page, "/resume");
  await expect(dialog.getByRole("listitem")).toHaveCount(4);
});

test("init and review hand the model a whole task under the name that was typed", async ({ page, server }) => {
  server.script(answer(write("AGENTS.md", "Run `node .`.\n")), answer(say("Written.")), answer(say("Reviewed.")));
  await send(page, "/init");
  await expect(permission(page)).toContainText("agents read it as instructions");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Written.");
  await expect(tree(page).getByText("AGENTS.md")).toBeVisible();
  await send(page, "/review the names");
  await expect(conversation(page)).toContainText("Reviewed.");
  expect(asked(server)).toContain("Look especially at: the names");
  await expect(conversation(page)).toContainText("/review the names");
  await send(page, "/memory");
  await expect(page.getByRole("dialog")).toContainText("AGENTS.md");
});

test("rewind leads back to a message that is chosen; words of one's own and a style go to the model; a model and a mode are named", async ({
  page,
  server,
}) => {
  const dialog = page.getByRole("dialog");
  server.script(answer(write("one.txt", "1\n")), answer(say("First.")), answer(say("Second.")));
  await send(page, "/mode acceptEdits");
  await send(page, "Make the first");
  await expect(conversation(page)).toContainText("First.");
  await send(page, "And the second");
  await expect(conversation(page)).toContainText("Second.");
  await send(page, "/rewind");
  await expect(dialog.getByRole("button", { name: /the (?:first|second)$/u })).toHaveText([
    "And the second",
    "Make the first",
  ]);
  await dialog.getByRole("button", { name: "Make the first" }).click();
  await dialog.getByRole("button", { name: "Files and conversation" }).click();
  await expect(tree(page).getByText("one.txt")).toHaveCount(0);
  await expect(conversation(page)).not.toContainText("Second.");

  await send(page, "/memory");
  await dialog.getByRole("textbox", { name: "Your own, for all projects" }).fill("Answer in rhyme.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("combobox", { name: "Style of answers" }).selectOption("explanatory");
  await page.keyboard.press("Escape");
  await send(page, "/model nobody");
  await expect(conversation(page)).toContainText("There is no model nobody.");
  await send(page, "/model eyes");
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue("eyes");
  server.script(answer(say("In rhyme.")));
  await send(page, "Say something");
  await expect(conversation(page)).toContainText("In rhyme.");
  expect(server.requests.at(-1)?.body["model"]).toBe("eyes");
  const told = JSON.stringify(sentMessages(server, -1)[0]);
  expect(told).toContain("Answer in rhyme.");
  expect(told).toContain("Explain");
  await send(page, "/cost");
  await expect(dialog.getByRole("row", { name: /^Eyes/u })).toContainText("100");
});

test("a file is named after @ as it is completed, and the model is told its path", async ({ page, server }) => {
  server.script(answer(say("Seen.")));
  const box = page.getByRole("textbox", { name: "Message", exact: true });
  await box.pressSequentially("Look at @read");
  await expect(page.getByRole("listbox", { name: "Suggestions" }).getByRole("option")).toHaveText(/^README\.md/u);
  await box.press("Enter");
  await expect(box).toHaveValue("Look at @README.md ");
  await box.press("Enter");
  await expect(conversation(page)).toContainText("Seen.");
  expect(asked(server)).toContain("Look at @README.md");
});

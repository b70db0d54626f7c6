import { expect, test } from "../fixtures/model-server";
import {
  allowOnce,
  answer,
  asked,
  call,
  card,
  conversation,
  mode,
  openKnownChat,
  permission,
  say,
  send,
  tree,
} from "./open-chat";

test.use({ actionTimeout: 20_000 });

test.beforeEach(async ({ page, server }) => {
  test.setTimeout(90_000);
  await openKnownChat(page, server);
});

const write = (name: string, content = "text\n") => answer(call("Write", { file_path: name, content }));
const bash = (command: string) => answer(call("Bash", { command }));

test("in plan mode a write is refused unasked; the plan is sent back, changed, approved and carried out", async ({
  page,
  server,
}) => {
  const plan = (text: string) => answer(call("ExitPlanMode", { plan: text }));
  server.script(
    write("early.txt"),
    plan("# First plan"),
    plan("# Second plan"),
    write("late.txt"),
    answer(say("Made.")),
  );
  await mode(page).selectOption("plan");
  await send(page, "Make it");
  const group = page.getByRole("group", { name: "Plan", exact: true });
  await expect(group).toContainText("First plan");
  expect(asked(server)).toContain("plan mode");
  await expect(card(page, "Write")).toContainText("denied");
  await group.getByRole("textbox", { name: "What should change?" }).fill("Name the file");
  await group.getByRole("button", { name: "Send back" }).click();
  await expect(group).toContainText("Second plan");
  expect(asked(server)).toContain("Name the file");
  await group.getByRole("button", { name: "Edit the plan" }).click();
  await group.getByRole("textbox", { name: "Edit the plan" }).fill("# Plan of mine");
  await group.getByRole("button", { name: "Approve and accept edits" }).click();
  await expect(conversation(page)).toContainText("Made.");
  expect(JSON.stringify(server.requests[3]?.body)).toContain("Plan of mine");
  await expect(mode(page)).toHaveValue("acceptEdits");
  await expect(tree(page).getByText("late.txt")).toBeVisible();
  await expect(tree(page).getByText("early.txt")).toHaveCount(0);
});

test("a command is approved by key and its output read, then one is denied with a reason", async ({ page, server }) => {
  server.script(bash("touch made.txt; echo from-the-shell"), bash("rm -rf ."), answer(say("I'll leave it.")));
  await send(page, "Say something");
  await expect(permission(page)).toContainText("echo from-the-shell");
  await page.keyboard.press("Alt+KeyY");
  await expect(permission(page)).toContainText("rm -rf .", { timeout: 60_000 });
  expect(asked(server)).toContain("from-the-shell");
  // What destroys the project can't be allowed for ever.
  await expect(permission(page).getByRole("button", { name: "Always allow" })).toHaveCount(0);
  await permission(page).getByRole("textbox").fill("That is my work");
  await permission(page).getByRole("button", { name: "Deny" }).click();
  await expect(conversation(page)).toContainText("I'll leave it.");
  expect(asked(server)).toContain("The user says: That is my work");
  await card(page, "Bash").click();
  await expect(conversation(page)).toContainText("The user refused this call of Bash.");
});

test("always shows the exact rules, saves them as changed, and nothing is asked twice", async ({ page, server }) => {
  server.script(
    bash("mkdir one && touch one/a.txt"),
    bash("touch one/b.txt"),
    bash("mkdir two"),
    answer(say("All there.")),
  );
  await send(page, "Make folders");
  await permission(page).getByRole("button", { name: "Always allow" }).click();
  const rule = (number: number) => permission(page).getByRole("textbox", { name: `Rule ${number}` });
  await expect(rule(1)).toHaveValue("Bash(mkdir:*)");
  await expect(rule(2)).toHaveValue("Bash(touch:*)");
  await rule(1).fill("Bash(mkdir");
  await expect(permission(page).getByRole("alert")).toBeVisible();
  await expect(permission(page).getByRole("button", { name: "Save and allow" })).toBeDisabled();
  await rule(1).fill("Bash(mkdir one)");
  await permission(page).getByRole("combobox", { name: "For" }).selectOption("project");
  await permission(page).getByRole("button", { name: "Save and allow" }).click();
  // The changed rule doesn't cover this one.
  await expect(permission(page)).toContainText("mkdir two", { timeout: 60_000 });
  await allowOnce(page);
  await expect(conversation(page)).toContainText("All there.");
  await page.getByRole("button", { name: "Permissions" }).click();
  const dialog = page.getByRole("dialog", { name: "Permissions" });
  await expect(dialog).toContainText("Bash(mkdir one)");
  await expect(dialog).toContainText("Bash(touch:*)");
  await expect(dialog.getByRole("list", { name: "Decisions of this session" })).toContainText("touch one/b.txt");
  await dialog.getByRole("button", { name: "Remove the rule Bash(touch:*)" }).click();
  await expect(dialog.getByText("Bash(touch:*)", { exact: true })).toHaveCount(0);
});

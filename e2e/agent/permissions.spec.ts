import { expect, test } from "./chat-test";
import {
  allowOnce,
  answer,
  asked,
  call,
  card,
  conversation,
  mode,
  permission,
  say,
  send,
  sentMessages,
  tree,
} from "./open-chat";

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
  const decisions = dialog.getByRole("list", { name: "Decisions of this session" }).getByRole("listitem");
  await expect(decisions).toHaveText([
    /mkdir two.*mode “Ask first”allowed once by you$/u,
    /touch one\/b.txt.*rule “allow/u,
    /always allowed by you$/u,
  ]);
  await dialog.getByRole("button", { name: "Remove the rule Bash(touch:*)" }).click();
  await expect(dialog.getByText("Bash(touch:*)", { exact: true })).toHaveCount(0);
});

test("each answer has a key, which no one types by chance, and a rule for all projects counts in the next one", async ({
  page,
  server,
}) => {
  server.script(bash("mkdir one"), bash("rmdir one"), answer(say("So be it.")));
  await send(page, "Make it and take it away");
  await expect(permission(page)).toContainText("mkdir one");
  await expect(page.getByRole("status").filter({ hasText: "Waiting for your answer" })).toBeVisible();
  await page.getByRole("textbox", { name: "Message", exact: true }).pressSequentially("yna");
  await expect(permission(page)).toContainText("mkdir one");
  await page.keyboard.press("Alt+KeyA");
  await expect(permission(page).getByRole("textbox", { name: "Rule 1" })).toHaveValue("Bash(mkdir:*)");
  await permission(page).getByRole("combobox", { name: "For" }).selectOption("user");
  await permission(page).getByRole("button", { name: "Save and allow" }).click();
  await expect(permission(page)).toContainText("rmdir one", { timeout: 60_000 });
  await page.keyboard.press("Alt+KeyN");
  await expect(conversation(page)).toContainText("So be it.");
  expect(asked(server)).toContain("refused");

  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  server.script(bash("mkdir two"), bash("rmdir two"), answer(say("Made, not taken.")));
  await mode(page).selectOption("dontAsk", { timeout: 30_000 });
  await send(page, "The same here");
  await expect(conversation(page)).toContainText("Made, not taken.", { timeout: 60_000 });
  await expect(tree(page).getByText("two")).toBeVisible();
  const results = JSON.stringify(sentMessages(server, -1).filter(({ role }) => role === "tool"));
  expect(results).toContain("dontAsk");
});

test("where the conversation isn't seen, its button says that the agent waits", async ({ page, server }) => {
  server.script(
    { type: "answer", said: [call("Write", { file_path: "a.txt", content: "a" })] },
    answer(say("Written.")),
  );
  const chat = page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Show or hide the chat" });
  await send(page, "Write");
  await expect(permission(page)).toBeVisible();
  await expect(chat).not.toHaveAccessibleName(/waits/u);
  await chat.click();
  await expect(permission(page)).toBeHidden();
  await expect(chat).toHaveAccessibleName(/the agent waits for your answer/u);
  await page.setViewportSize({ width: 390, height: 844 });
  const tab = page.getByRole("navigation", { name: "Regions" }).getByRole("button", { name: "Chat" });
  await page.getByRole("navigation", { name: "Regions" }).getByRole("button", { name: "Files" }).click();
  await expect(tab).toHaveAccessibleName(/the agent waits for your answer/u);
  await tab.click();
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Written.");
  await page.getByRole("navigation", { name: "Regions" }).getByRole("button", { name: "Files" }).click();
  await expect(tab).toHaveAccessibleName("Chat");
});

test("zoomed to 200 %, what is asked stays in sight and each answer to it in reach of the keys", async ({
  page,
  server,
}) => {
  const text = Array.from({ length: 60 }, (_, at) => `line ${at} of a file that is longer than the screen`);
  server.script(write("src/long/name/of-a-file.txt", text.join("\n")), bash("mkdir one"), answer(say("I see.")));
  await page.setViewportSize({ width: 1280, height: 800 });
  await send(page, "Write a lot");
  const question = permission(page);
  await expect(question).toContainText("of-a-file.txt");
  await page.setViewportSize({ width: 640, height: 400 });
  await expect(question).toContainText("of-a-file.txt");
  for (const name of ["Allow once", "Always allow", "Deny"]) {
    const button = question.getByRole("button", { name });
    await button.focus();
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await question.getByText("line 0 of a file").scrollIntoViewIfNeeded();
  await expect(question.getByText("line 0 of a file")).toBeInViewport();
  await question.getByRole("button", { name: "Allow once" }).press("Enter");
  await expect(question).toContainText("mkdir one");
  await question.getByRole("button", { name: "Always allow" }).press("Enter");
  for (const control of [
    question.getByRole("textbox", { name: "Rule 1" }),
    question.getByRole("button", { name: "Save and allow" }),
    question.getByRole("button", { name: "Cancel" }),
  ]) {
    await control.focus();
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  await question.getByRole("button", { name: "Save and allow" }).press("Enter");
  await expect(conversation(page)).toContainText("I see.", { timeout: 60_000 });
});

test("however long a plan and a list are, what answers stays in reach", async ({ page, server }) => {
  const plan = Array.from({ length: 80 }, (_, at) => `- Step ${at}, told in a whole sentence`).join("\n");
  const todos = Array.from({ length: 30 }, (_, at) => ({
    content: `Item ${at}`,
    active_form: `Item ${at}`,
    status: "pending",
  }));
  server.script(answer(call("TodoWrite", { todos }), call("ExitPlanMode", { plan })), answer(say("Good.")));
  await mode(page).selectOption("plan");
  await send(page, "Plan it");
  const group = page.getByRole("group", { name: "Plan", exact: true });
  await expect(group).toContainText("Step 79");
  for (const height of [900, 450]) {
    await page.setViewportSize({ width: 1280, height });
    await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeInViewport({ ratio: 1 });
  }
  // Half the height, as at 200 % zoom: the list gives way to what is asked.
  await expect(page.getByText("Item 0", { exact: true })).toBeHidden();
  await expect.poll(() => group.evaluate((element) => element.parentElement?.clientHeight ?? 0)).toBeGreaterThan(80);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.getByText("Item 0", { exact: true })).toBeVisible();
  await expect(group.getByRole("button", { name: "Approve", exact: true })).toBeInViewport({ ratio: 1 });
  await group.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(conversation(page)).toContainText("Good.");
});

test("why a call is asked about, and what was decided, is said in the user's language", async ({ page, server }) => {
  server.script(write("AGENTS.md", "Be brief.\n"), answer(say("Fertig.")));
  await send(page, "Write it");
  await expect(permission(page)).toContainText("AGENTS.md is asked about each time: agents read it as instructions.");
  await page.keyboard.press("ControlOrMeta+,");
  await page.getByRole("dialog", { name: "Settings" }).getByText("Deutsch").click();
  await page.keyboard.press("Escape");
  const asks = page.getByRole("group", { name: "Bitte um Erlaubnis" });
  await expect(asks).toContainText("Nach AGENTS.md wird jedes Mal gefragt: Agenten lesen es als Anweisung.");
  await asks.getByRole("textbox").fill("lieber nicht");
  await asks.getByRole("button", { name: "Ablehnen" }).click();
  await page.getByRole("button", { name: "Berechtigungen" }).click();
  const decisions = page.getByRole("list", { name: "Entscheidungen dieser Sitzung" });
  await expect(decisions).toContainText("AGENTS.md ist geschützt");
  await expect(decisions).toContainText("von dir abgelehnt: lieber nicht");
});

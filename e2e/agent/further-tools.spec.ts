import { expect, test } from "./chat-test";
import {
  acceptEdits,
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

const patch = `*** Begin Patch
*** Add File: sums.mjs
+export const two = 1 + 1;
*** Add File: notes/read.md
+Hello
*** End Patch
`;

const colours = { question: "Which colour?", header: "Colour", options: [{ label: "Red" }, { label: "Blue" }] };
const parts = {
  question: "Which parts?",
  header: "Parts",
  multiple: true,
  options: [{ label: "Top" }, { label: "Side" }],
};

test("a todo list, a patch, a question to the person, a program, git, settings and words on the way", async ({
  page,
  server,
}) => {
  const todo = (content: string, status: string) => ({ content, active_form: `${content} now`, status });
  server.script(
    answer(
      call("TodoWrite", { todos: [todo("Lay files", "completed"), todo("Ask", "in_progress")] }),
      call("ToolSearch", { query: "git repl config sleep patch question message search" }),
    ),
    answer(call("ApplyPatch", { patch })),
    answer(call("AskUserQuestion", { questions: [colours, parts] })),
    answer(
      call("REPL", { code: 'const { two } = await import("./sums.mjs"); console.log("two is", two);' }),
      call("Git", { args: ["init"] }),
      call("Git", { args: ["status", "--short"] }),
    ),
    answer(
      call("Config", {}),
      call("Sleep", { seconds: 0.1 }),
      call("SendUserMessage", { message: "Half of it is done." }),
      call("WebSearch", { query: "widgets" }),
    ),
    answer(say("All is done.")),
  );
  await send(page, "/mode bypass");
  await expect(mode(page)).toHaveValue("bypass");
  await send(page, "Do all of it");
  const question = page.getByRole("group", { name: "The agent asks you" });
  await question.getByRole("radio", { name: "Blue" }).check();
  await question.getByRole("checkbox", { name: "Top" }).check();
  await question.getByRole("checkbox", { name: "Side" }).check();
  await expect(page.getByText("Ask now")).toBeVisible();
  await question.getByRole("button", { name: "Answer" }).click();
  await expect(conversation(page)).toContainText("All is done.", { timeout: 90_000 });
  await expect(conversation(page)).toContainText("Half of it is done.");
  await expect(tree(page).getByText("sums.mjs")).toBeVisible();
  const results = JSON.stringify(sentMessages(server, -1).filter(({ role }) => role === "tool"));
  for (const told of ["Blue", "Top", "Side", "two is 2", "?? sums.mjs", "Waited 0.1 s."])
    expect(results).toContain(told);
  // Nothing here searches the web: the tool says what would do instead.
  expect(results).toMatch(/search/iu);
});

test("a plan is made before, by the model's wish or by a command; a hook asks and adds what it knows; a session forks", async ({
  page,
  server,
}) => {
  const hook = `echo '{"decision":"ask","reason":"Is it wise?","context":"Remember the tests."}'`;
  const settings = JSON.stringify({ hooks: { PreToolUse: [{ matcher: "Glob", command: hook }] } });
  server.script(
    answer(call("ToolSearch", { query: "plan" }), call("EnterPlanMode", {})),
    answer(call("ExitPlanMode", { plan: "# A plan" })),
    answer(call("Write", { file_path: ".tabsmith/settings.json", content: settings })),
    answer(say("Planned.")),
    answer(call("Glob", { pattern: "*" })),
    answer(say("Looked.")),
    answer(say("Thought about it.")),
  );
  await send(page, "Think first");
  const plan = page.getByRole("group", { name: "Plan", exact: true });
  await expect(plan).toContainText("A plan");
  await expect(mode(page)).toHaveValue("plan");
  await plan.getByRole("button", { name: "Approve and accept edits" }).click();
  await expect(permission(page)).toContainText(".tabsmith/settings.json");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Planned.");
  await acceptEdits(page);
  await send(page, "Look around");
  await expect(permission(page)).toContainText("Is it wise?", { timeout: 60_000 });
  await allowOnce(page);
  await expect(conversation(page)).toContainText("Looked.");
  expect(asked(server)).toContain("Remember the tests.");
  await send(page, "/plan Which way?");
  await expect(mode(page)).toHaveValue("plan");
  await expect(conversation(page)).toContainText("Thought about it.");
  expect(asked(server)).toContain("Which way?");
  await send(page, "/fork");
  await expect(conversation(page)).toContainText("Looked.");
  await send(page, "/resume");
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
});

test("a helper answers with data and is asked further, and a result of the agent's own is shown", async ({
  page,
  server,
}) => {
  const helper = call("Agent", { kind: "general", description: "the files", prompt: "Count the files" });
  server.script(
    answer(helper),
    answer(call("ToolSearch", { query: "structured result" })),
    answer(call("StructuredOutput", { value: { files: 1 } })),
    answer(say("Handed over.")),
    answer(call("ToolSearch", { query: "structured send message helper" })),
    ({ body }) => {
      const id = /SendMessage to (agent_\w+)/u.exec(JSON.stringify(body))?.[1] ?? "";
      return answer(call("SendMessage", { to: id, message: "And the folders?" }));
    },
    answer(say("No folders.")),
    answer(call("StructuredOutput", { value: { total: 1 } })),
    answer(say("All is counted.")),
  );
  await send(page, "Count");
  await expect(conversation(page)).toContainText("All is counted.");
  await expect(conversation(page)).toContainText('"total": 1');
  const results = (at: number) => JSON.stringify(sentMessages(server, at).filter(({ role }) => role === "tool"));
  expect(results(4)).toContain("files");
  expect(results(4)).not.toContain("Handed over.");
  expect(results(-1)).toContain("No folders.");
  // What the helper was told when it was asked further: all that it knew before.
  const further = JSON.stringify(server.requests[6]?.body);
  for (const told of ["Count the files", "Handed over.", "And the folders?"]) expect(further).toContain(told);
  await card(page, "SendMessage").click();
  await conversation(page).getByRole("button", { name: "Show what the helper did" }).click();
  await expect(page.getByRole("dialog")).toContainText("And the folders?");
  await expect(page.getByRole("dialog")).toContainText("No folders.");
});

import { expect, test } from "../fixtures/model-server";
import {
  acceptEdits,
  allowOnce,
  answer,
  call,
  conversation,
  rememberServer,
  say,
  send,
  sentMessages,
} from "./open-chat";

test.use({ actionTimeout: 20_000 });

const settings = (command: string) => JSON.stringify({ hooks: { PostToolUse: [{ matcher: "Read|Write", command }] } });

const lastResult = (server: Parameters<typeof sentMessages>[0]) => JSON.stringify(sentMessages(server, -1).at(-1));

test("a hook that fails after a tool is told to the model with what it printed, and what the tool did stays", async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  await rememberServer(page, server);
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  server.script(
    answer(
      call("Write", { file_path: ".tabsmith/settings.json", content: settings("echo line 1 is too long; exit 1") }),
    ),
    answer(call("Write", { file_path: "long.txt", content: "long\n" })),
    answer(say("I'll shorten it.")),
  );
  await acceptEdits(page);
  await send(page, "Write it");
  await allowOnce(page);
  await expect(conversation(page)).toContainText("I'll shorten it.", { timeout: 60_000 });
  expect(lastResult(server)).toContain("line 1 is too long");
  await expect(page.getByRole("treeitem", { name: "long.txt" })).toBeVisible();
});

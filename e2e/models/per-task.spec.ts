import { answer, asked, call, conversation, rememberServer, say, send } from "../agent/open-chat";
import { startModelServer } from "../../lib/agent/testing/model-servers/server";
import { expect, test } from "../fixtures/model-server";

test.use({ actionTimeout: 20_000 });

test("the small and fast model, on a server of its own, names the session and sums it up, and the main one does the work", async ({
  page,
  server,
  network,
}) => {
  test.setTimeout(120_000);
  const quick = await startModelServer();
  network.permit(new URL(quick.url).origin);
  await rememberServer(page, server, {
    others: [
      {
        id: "quick",
        name: "Quick",
        family: "own",
        source: { type: "server", baseUrl: quick.url, model: "quick" },
        context: 200_000,
        vision: false,
        calls: "native",
        verified: true,
      },
    ],
  });
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue("scripted", { timeout: 30_000 });
  await page.keyboard.press("F1");
  await page.getByRole("option", { name: "Open model settings" }).click();
  await page.getByRole("dialog", { name: "Models" }).getByText("In use", { exact: true }).first().click();
  await page.getByLabel("Small and fast").selectOption("quick");
  await page.keyboard.press("Escape");

  server.script(answer(call("Glob", { pattern: "*" })), answer(say("Nothing is there yet.")));
  quick.script(answer(say("An empty folder")));
  await send(page, "What is in here?");
  await expect(conversation(page)).toContainText("Nothing is there yet.", { timeout: 60_000 });
  await expect.poll(() => quick.requests.length).toBe(1);
  expect(server.requests.map(({ body }) => body["model"])).toEqual(["scripted", "scripted"]);
  expect(quick.requests[0]?.body).toMatchObject({ model: "quick" });
  expect(JSON.stringify(quick.requests[0]?.body)).toContain("What is in here?");
  expect(quick.requests[0]?.body).not.toHaveProperty("tools");

  quick.script(answer(say("## Goal\nKnow what is in the folder.")));
  server.script(answer(say("Still nothing.")));
  await send(page, "/compact");
  await expect(conversation(page)).toContainText("The conversation was summed up");
  await send(page, "And now?");
  await expect(conversation(page)).toContainText("Still nothing.");
  expect(quick.requests.map(({ body }) => body["model"])).toEqual(["quick", "quick"]);
  expect(asked(server)).toContain("Know what is in the folder.");
  expect(asked(server)).not.toContain("Nothing is there yet.");
  await quick.close();
});

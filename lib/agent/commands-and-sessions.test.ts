import { createTestProject } from "@/lib/tools/testing/workbench";
import { expect, test } from "vitest";
import type { UiRequest } from "./agent";
import type { UserSettings } from "./options";
import { frame } from "./testing/desk";
import { placesOfTests, sent } from "./testing/places";
import { call, say } from "./testing/scripted-model";

const place = placesOfTests(createTestProject);

test("the project's commands take arguments, and are shown as they were typed", async () => {
  const files = {
    ".tabsmith/commands/fix/issue.md":
      "---\ndescription: Fix an issue\nargument-hint: [number]\n---\nFix issue $1 in $2.",
  };
  const { agent, model } = await place([[say("ok")]], files);
  expect(agent.commands.get().find(({ name }) => name === "fix/issue")).toMatchObject({
    description: "Fix an issue",
    argument: "[number]",
    source: "project",
  });
  await agent.send('/fix:issue 12 "the parser"');
  await frame();
  expect(sent(model, 0)).toContain("Fix issue 12 in the parser.");
  expect(agent.conversation.get().items[0]).toMatchObject({ text: '/fix:issue 12 "the parser"' });
});

test("every built-in command does what it says", async () => {
  const { agent, model, notices } = await place([], {});
  const requests: UiRequest[] = [];
  agent.onRequest((request) => {
    requests.push(request);
  });
  for (const name of ["help", "cost", "context", "model", "resume", "rewind", "memory", "permissions"])
    await agent.send(`/${name}`);
  expect(requests.map((request) => (request.type === "open" ? request.what : ""))).toEqual([
    "help",
    "cost",
    "context",
    "model",
    "resume",
    "rewind",
    "memory",
    "permissions",
  ]);
  await agent.send("/mode acceptEdits");
  await frame();
  expect(agent.mode.get()).toBe("acceptEdits");
  await agent.send("/mode nonsense");
  await agent.send("/model nonsense");
  await agent.send("/nonsense");
  await frame();
  expect(notices().filter((text) => text.includes("nonsense"))).toHaveLength(2);
  await agent.send("/plan think about it");
  expect(agent.mode.get()).toBe("plan");
  expect(sent(model, 0)).toContain("think about it");
  await agent.send("/init");
  expect(sent(model, 1)).toContain("Write AGENTS.md");
  await agent.send("/review security");
  expect(sent(model, 2)).toContain("Look especially at: security");
  await agent.send("/export");
  expect(requests.at(-1)).toMatchObject({ type: "export", text: expect.stringContaining("tabsmith-session") });
  const before = agent.conversation.get().session;
  await agent.send("/fork");
  expect(agent.conversation.get().session).not.toBe(before);
  await agent.send("/clear");
  expect(agent.conversation.get().items).toEqual([]);
  await agent.send("/usr/bin/node is a path");
  expect(sent(model, 3)).toContain("/usr/bin/node is a path");
});

test("sessions are listed, searched, renamed, forked at a message, exported, imported and removed", async () => {
  const { agent, texts } = await place([[say("about cats")], [say("about dogs")]], {});
  await agent.send("First question");
  await agent.send("Second question");
  await frame();
  const first = agent.conversation.get();
  const second = first.items.filter((item) => item.type === "user")[1];
  const fork = await agent.fork(second?.id);
  await agent.openSession(fork);
  expect(texts()).toEqual(["about cats"]);
  await agent.renameSession(fork, "My fork");
  expect(agent.sessions.get().find(({ id }) => id === fork)).toMatchObject({ title: "My fork", forkOf: first.session });
  const text = await agent.exportSession(first.session);
  const copy = await agent.importSession(text);
  await agent.openSession(copy);
  expect(texts()).toEqual(["about cats", "about dogs"]);
  expect((await agent.searchSessions("DOGS")).map(({ session }) => session.id).toSorted()).toEqual(
    [first.session, copy].toSorted(),
  );
  await agent.removeSession(copy);
  expect(agent.sessions.get().some(({ id }) => id === copy)).toBe(false);
  expect(agent.conversation.get().session).not.toBe(copy);
});

test("a message can be changed and sent anew, with what came after it out of sight", async () => {
  const { agent, model, texts } = await place([[say("one")], [say("two")]], {});
  await agent.send("Orignal");
  await frame();
  await agent.resend(agent.conversation.get().items[0]?.id ?? "", "Original");
  await frame();
  expect(texts()).toEqual(["two"]);
  expect(sent(model, 1)).not.toContain("Orignal");
});

test("/compact sums up, and the next request starts from the summary", async () => {
  const { agent, model } = await place([[say("a long talk")], [say("## Goal\nTalk")], [say("ok")]], {});
  await agent.send("Talk to me");
  await agent.send("/compact the tests");
  await agent.send("Go on");
  expect(sent(model, 1)).toContain("Take special care of: the tests");
  expect(sent(model, 2)).toContain("## Goal");
  expect(sent(model, 2)).not.toContain("a long talk");
});

test("rules of the user and the project are saved where they belong", async () => {
  let saved: Partial<UserSettings> = {};
  const settings = {
    read: () => ({}),
    write: async (change: Partial<UserSettings>) => void (saved = { ...saved, ...change }),
  };
  const { agent, question, project, model } = await place(
    [[call("Bash", { command: "touch a" })], [call("Bash", { command: "mkdir b" })], [say("ok")]],
    {},
    { settings },
  );
  const turn = agent.send("Go");
  agent.answer((await question("permission")).id, { type: "always", rules: ["Bash(touch:*)"], scope: "user" });
  await expect.poll(() => model.requests.length).toBe(2);
  agent.answer((await question("permission")).id, { type: "always", rules: ["Bash(mkdir b)"], scope: "project" });
  await turn;
  await expect.poll(() => saved.rules?.allow).toEqual(["Bash(touch:*)"]);
  await expect
    .poll(() => project.workspace.readText(".tabsmith/settings.json").catch(() => ""))
    .toContain("Bash(mkdir b)");
});

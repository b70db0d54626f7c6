import { expect, test } from "vitest";
import { createStore } from "@/lib/base";
import { createCommands, type Command } from "./commands";

function command(id: string, ran: string[] = [], more: Partial<Command> = {}): Command {
  return { id, title: () => id, run: () => void ran.push(id), ...more };
}

const ids = (commands: ReturnType<typeof createCommands>) => commands.list.get().map(({ id }) => id);

test("commands go when the part that brought them goes", () => {
  const commands = createCommands();
  commands.register([command("a")]);
  const part = commands.register([command("b"), command("c")]);
  part.dispose();
  part.dispose();
  expect(ids(commands)).toEqual(["a"]);
});

test("a later command of the same name covers the earlier one for as long as it is there", async () => {
  const commands = createCommands();
  const ran: string[] = [];
  commands.register([command("save", [], { run: () => void ran.push("first") })]);
  const later = commands.register([command("save", [], { run: () => void ran.push("second") })]);
  await commands.run("save");
  later.dispose();
  await commands.run("save");
  expect(ran).toEqual(["second", "first"]);
});

test("commands answer to the keys that someone chose, as soon as they are chosen", () => {
  const own = createStore<Readonly<Record<string, readonly string[]>>>({});
  const commands = createCommands(own);
  commands.register([command("run", [], { keys: ["F5"] }), command("stop", [], { keys: ["F7"] })]);
  const f7 = { key: "F7", code: "F7", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(commands.forKeys(f7, false)?.id).toBe("stop");
  own.set({ run: ["F7"] });
  expect(commands.forKeys(f7, false)?.id).toBe("run");
  expect(commands.forKeys({ ...f7, key: "F5", code: "F5" }, false)).toBeUndefined();
  commands.dispose();
});

test("a command that isn't available is neither run nor found by its keys", async () => {
  const commands = createCommands();
  commands.register([command("stop", [], { keys: ["F5"], isAvailable: () => false })]);
  await expect(commands.run("stop")).rejects.toThrow('"stop" isn\'t available');
  const f5 = { key: "F5", code: "F5", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(commands.forKeys(f5, false)).toBeUndefined();
});

test("of two with the same keys the one that came last is meant, until it is gone", () => {
  const commands = createCommands();
  commands.register([command("new-file", [], { keys: ["F7"] })]);
  const question = commands.register([command("deny", [], { keys: ["F7"] })]);
  const f7 = { key: "F7", code: "F7", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(commands.forKeys(f7, false)?.id).toBe("deny");
  question.dispose();
  expect(commands.forKeys(f7, false)?.id).toBe("new-file");
});

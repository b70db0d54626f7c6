import { diffFile } from "@/lib/tools";
import { createTestProject } from "@/lib/tools/testing/workbench";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "../log/redact";
import { withoutKeyLines } from "../log/key-lines";
import { createDesk, frame } from "../testing/desk";
import { call, say, scriptModel } from "../testing/scripted-model";
import { revertHunks } from "./revert";

const key = `sk-ant-api03-${"Q7w8".repeat(12)}`;
const redact = createRedactor();
const logged = (before: string, after: string) =>
  redact(withoutKeyLines(diffFile("a", before, after), before, after)).hunks;

const line = fc.constantFrom("one", "two", "", `KEY=${key}`, `a ${key} b ${key}`, "[redacted]");
const text = fc.array(line, { maxLength: 12 }).map((lines) => `${lines.join("\n")}\n`);

test("what a change did is taken back to the letter, whatever secrets were in it", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const hunks = logged(before, after);
      expect(JSON.stringify(hunks)).not.toContain(key);
      const back = revertHunks(after, hunks, before);
      expect(back.ok && back.value.trimEnd()).toBe(before.trimEnd());
    }),
  );
});

test("a secret that can't be had again is never replaced by what stands for it", () => {
  expect(revertHunks("new\n", logged(`KEY=${key}\n`, "new\n"))).toMatchObject({ ok: false });
});

const pem = `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEabcd\n".repeat(20)}-----END RSA PRIVATE KEY-----\n`;

test("no line of a private key is kept in a difference, also where its beginning isn't shown", () => {
  const changed = pem.replace(/(MIIEabcd\n)(?=(?:MIIEabcd\n){9}-)/u, "MIIEother\n");
  const said = JSON.stringify(logged(`a\n${pem}b\n`, `a\n${changed}b\n`));
  expect(said).not.toContain("MIIE");
  expect(said).toContain("[redacted]");
  expect(JSON.stringify(logged("a\n", `a\n${pem}`))).not.toContain("MIIE");
});

test("an edit that took a key out of a file is taken back with the key, which is in no log and no checkpoint's name", async () => {
  const project = await createTestProject({ "a.txt": `first\nKEY=${key}\nlast\n` });
  const model = scriptModel([
    [call("Read", { file_path: "a.txt" })],
    [call("Edit", { file_path: "a.txt", old_string: `KEY=${key}`, new_string: "KEY=none" })],
    [call("Bash", { command: `echo ${"x".repeat(90)} ${key} > b.txt` })],
    [say("Done.")],
  ]);
  const desk = await createDesk(project, model);
  desk.always(() => ({ type: "allow" }));
  await desk.agent.send(`Take it out: ${"y".repeat(90)} ${key}`);
  await frame();
  const edit = desk.calls().find(({ name }) => name === "Edit");
  await desk.agent.revert(edit?.id ?? "", { path: "a.txt", hunk: 0 });
  expect(await project.workspace.readText("a.txt")).toBe(`first\nKEY=${key}\nlast\n`);
  const [session] = await desk.store.list();
  const kept = JSON.stringify([await desk.store.read(session?.id ?? ""), desk.agent.checkpoints.get()]);
  for (const half of [key, key.slice(0, 20)]) expect(kept).not.toContain(half);
  await desk.agent.dispose();
  await project.dispose();
});

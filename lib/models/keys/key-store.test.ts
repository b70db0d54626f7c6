import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { browserKeyBox } from "./browser-key-box";
import { createKeyStore, type KeyBox } from "./key-store";
import { randomBytes, seal, unseal, passphraseKey, type SealedKeys } from "./key-vault";

function memoryBox() {
  const held: { sealed: SealedKeys | undefined } = { sealed: undefined };
  const box: KeyBox = {
    read: () => Promise.resolve(held.sealed),
    write: (sealed) => Promise.resolve(void (held.sealed = sealed)),
    clear: () => Promise.resolve(void (held.sealed = undefined)),
  };
  return { box, held };
}
const secret = "sk-ant-not-a-real-one";
const onDisk = (sealed: SealedKeys | undefined) => new TextDecoder("latin1").decode(sealed?.sealed);

test("a key for this session never reaches the disk", async () => {
  const { box, held } = memoryBox();
  const store = await createKeyStore(box);
  await store.set("anthropic", ` ${secret}\n`);
  expect(await store.get("anthropic")).toBe(secret);
  expect(held.sealed).toBeUndefined();
  expect(await (await createKeyStore(box)).get("anthropic")).toBeUndefined();
});

test("with a passphrase the keys survive, locked until it is given", async () => {
  const { box, held } = memoryBox();
  const before = await createKeyStore(box);
  await before.set("anthropic", secret);
  await before.protect("passphrase", "correct horse battery");
  expect(onDisk(held.sealed)).not.toContain(secret);
  const store = await createKeyStore(box);
  expect(store.status.get()).toEqual({ protection: "passphrase", locked: true, names: [] });
  await expect(store.set("openai", "x")).rejects.toThrow("Unlock them");
  expect(await store.unlock("wrong")).toBe(false);
  expect(await store.unlock("correct horse battery")).toBe(true);
  expect(await store.get("anthropic")).toBe(secret);
  store.lock();
  expect(await store.get("anthropic")).toBeUndefined();
});

test("a passphrase that is too short is refused", async () => {
  const store = await createKeyStore(memoryBox().box);
  await expect(store.protect("passphrase", "short")).rejects.toThrow("eight characters");
});

test("on the device the keys are sealed with a key that can't be read out", async () => {
  const box = browserKeyBox("device-test");
  const before = await createKeyStore(box);
  await before.protect("device");
  await before.set("openai", secret);
  const sealed = await box.read();
  expect(onDisk(sealed)).not.toContain(secret);
  expect(sealed?.deviceKey?.extractable).toBe(false);
  const store = await createKeyStore(box);
  expect(store.status.get()).toEqual({ protection: "device", locked: false, names: ["openai"] });
  expect(await store.get("openai")).toBe(secret);
});

test("going back to the session wipes the disk and keeps the keys for now", async () => {
  const { box, held } = memoryBox();
  const store = await createKeyStore(box);
  await store.protect("device");
  await store.set("openai", secret);
  await store.protect("session");
  expect(held.sealed).toBeUndefined();
  expect(await store.get("openai")).toBe(secret);
  await store.remove("openai");
  expect(store.status.get().names).toEqual([]);
});

test("forgetting helps when the passphrase is lost", async () => {
  const { box } = memoryBox();
  const before = await createKeyStore(box);
  await before.protect("passphrase", "correct horse battery");
  const store = await createKeyStore(box);
  await store.forget();
  expect(store.status.get()).toEqual({ protection: "session", locked: false, names: [] });
});

test("what was changed on disk isn't opened", async () => {
  const key = await passphraseKey("p", randomBytes(16), 1);
  const sealed = await seal({ a: "b" }, key);
  expect(await unseal(sealed, key)).toEqual({ a: "b" });
  sealed.sealed[0] = (sealed.sealed[0] ?? 0) ^ 1;
  expect(await unseal(sealed, key)).toBeUndefined();
});

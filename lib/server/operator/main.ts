import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { readOrigins } from "../origins.mjs";
import { holderOf } from "../store/lock-file";
import { readStoreSettings } from "../store/settings";
import { openStore, type Store } from "../store/store";
import { act, OperatorRefusal } from "./actions";
import { restoreBackup, writeBackup } from "./backup";
import { operatorToken } from "./operator-token";

/** Carries out a command of the operator, and gives back what to print. A server that holds the store is asked to do it. */
export async function operate(words: readonly string[]): Promise<string> {
  const settings = readStoreSettings();
  const holder = settings.databaseUrl === undefined ? holderOf(path.join(settings.folder, "database.lock")) : undefined;
  const [name, file] = words;
  if ((name === "backup" || name === "restore") && file === undefined) throw new OperatorRefusal(`${name} <file>`);
  if (holder && name === "restore") throw new OperatorRefusal("Stop the server first: nothing is restored under it.");
  if (holder) return askServer(words, operatorToken(settings.folder));
  const store = await openStore(settings);
  try {
    return await carryOut(store, words);
  } finally {
    await store.close();
  }
}

async function carryOut(store: Store, words: readonly string[]): Promise<string> {
  const [name, file = ""] = words;
  if (name === "backup") return save(writeBackup(store), file);
  return JSON.stringify(
    name === "restore" ? await restoreBackup(store, () => createReadStream(file)) : await act(store, words),
    null,
    2,
  );
}

async function save(from: Readable, file: string): Promise<string> {
  const partial = `${file}.part`;
  try {
    await pipeline(from, createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return `The backup is in ${file}.`;
}

function askServer(words: readonly string[], token: string): Promise<string> {
  const origins = readOrigins(process.env);
  if (!origins.ok) throw new OperatorRefusal(origins.error);
  const { host: Host } = new URL(origins.value.app);
  const headers = {
    Host,
    Origin: origins.value.app,
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
  };
  const port = Number(process.env.PORT || 3000);
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: process.env.HOST || "127.0.0.1", port, path: "/api/operator", method: "POST", headers },
      (answer) => {
        if (answer.statusCode === 200 && words[0] === "backup") resolve(save(answer, words[1] ?? ""));
        else
          textOf(answer).then(
            (text) =>
              answer.statusCode === 200
                ? resolve(JSON.stringify(JSON.parse(text), null, 2))
                : reject(new OperatorRefusal(text)),
            reject,
          );
      },
    );
    asked.on("error", () =>
      reject(
        new OperatorRefusal(
          `The server that holds the store doesn't answer on port ${port}: set PORT and APP_ORIGIN as they are there.`,
        ),
      ),
    );
    asked.end(JSON.stringify(words));
  });
}

async function textOf(stream: Readable): Promise<string> {
  let text = "";
  for await (const piece of stream.setEncoding("utf8")) text += piece;
  return text;
}

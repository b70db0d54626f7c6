import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

/** How often a folder has to be seen gone until nobody is thought to write in it any more. */
const looks = 8;
const between = 50;
const longest = 10_000;

/** Removes a folder in which somebody still writes, until it stays gone; what can't be removed is left for the caller's own try. */
export async function removeAtRest(folder: string): Promise<void> {
  const last = Date.now() + longest;
  for (let gone = 0; gone < looks && Date.now() < last; gone = existsSync(folder) ? 0 : gone + 1) {
    if (gone === 0) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await pause(between);
  }
}

import { createAgent, openIndexedStore, pageLock } from "@/lib/agent";
import { createLog } from "@/lib/agent/log/session-log";
import { createMemoryWorkspace } from "@/lib/workspace";
import { fillLog } from "./long-log";
import type { Measured } from "./measured";
import { median } from "./statistics";

/** A session of 5,000 events from IndexedDB to all stores filled. */
export async function measureOpening(): Promise<Measured> {
  const store = await openIndexedStore("bench", "bench-sessions");
  const log = await createLog({ store, lock: pageLock(), redact: (value) => value });
  fillLog(log, 5000);
  await log.close();
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const workspace = await createMemoryWorkspace({});
    const start = performance.now();
    const agent = await createAgent({
      workspace,
      sandbox: () => Promise.reject(new Error("none")),
      models: () => [],
      model: () => "none",
      store,
      lock: pageLock(),
      session: log.id,
    });
    const { length } = agent.conversation.get().items;
    times.push(performance.now() - start);
    if (length < 500) throw new Error(`The session opened with ${length} items only.`);
    await agent.dispose();
  }
  return { name: "opening a session of 5,000 events, median", value: median(times), unit: "ms", most: 500 };
}

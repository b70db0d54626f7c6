import { createMemoryStore, createReplay, slimSession } from "@/lib/agent";
import { exportLines } from "@/lib/agent/log/jsonl";
import { createRedactor } from "@/lib/agent/log/redact";
import { createLog } from "@/lib/agent/log/session-log";
import { pageLock } from "@/lib/agent/log/writer-lock";
import { decodeShare, encodeShare, findPublished, publishedKey, type SharedProject } from "@/lib/sharing";
import { filesOfReplay } from "@/lib/studio/sharing/replay-files";
import { fillLog } from "../agent/long-log";
import type { Measured } from "../agent/measured";
import { median } from "../agent/statistics";

const encoder = new TextEncoder();
const none = async () => new Map<string, { mode: number; content: Uint8Array }>();

/** 250 KB of what projects hold: code that differs from line to line, in fifty files. */
function project(): SharedProject {
  const file = (at: number) => {
    const lines = Array.from({ length: 100 }, (_, line) => {
      const number = (at * 7919 + line * 104_729) % 99_991;
      return `export const value${number} = compute(${number * 3}, "${number.toString(36)}");`;
    });
    return { path: `src/part-${at}.ts`, mode: 0o644, content: encoder.encode(lines.join("\n").slice(0, 5000)) };
  };
  const files = Array.from({ length: 50 }, (_, at) => file(at)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { name: "Bench", files, emptyFolders: [], links: [] };
}

/** Time of the processor, so that what else the machine does isn't measured. */
async function timed(work: () => Promise<unknown>, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return median(times);
}

/** What a link carries to a template as it is offered. */
export async function shareOfTemplate(name: string): Promise<string> {
  const id = publishedKey(name);
  const published = await findPublished(id);
  if (!published) throw new Error(`There is no template ${id}.`);
  const files = [...published].map(([path, { mode, content }]) => ({ path, mode, content }));
  return encodeShare({ name, files, emptyFolders: [], links: [] }, id, findPublished);
}

export async function measureAll(): Promise<readonly Measured[]> {
  const made = project();
  const share = await encodeShare(made, "none@1", none);
  const log = await createLog({ store: createMemoryStore(), lock: pageLock(), redact: createRedactor() });
  fillLog(log, 2000);
  const { text } = slimSession(exportLines(log.events, "Bench", createRedactor()));
  const replay = createReplay(text);
  const files = filesOfReplay(made, replay);
  const steps = replay.steps.length;
  const scrub = async () => {
    const at = Math.floor(Math.random() * steps);
    return [replay.conversationAt(at), files[at]];
  };
  return [
    { name: "encode 250 KB", value: await timed(() => encodeShare(made, "none@1", none), 21), unit: "ms", most: 50 },
    { name: "decode 250 KB", value: await timed(() => decodeShare(share, none), 21), unit: "ms", most: 50 },
    {
      name: "read a replay of 2,000 events",
      value: await timed(async () => createReplay(text), 7),
      unit: "ms",
      most: 500,
    },
    { name: "one step of it, anywhere", value: await timed(scrub, 1001), unit: "ms", most: 50 },
  ];
}

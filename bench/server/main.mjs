// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "./start-server.mjs";
import { load } from "./load.mjs";

/** Short links of the production build with PGlite and files on disk, by HTTP over 64 connections of one process beside it. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const kills = Number(process.env.BENCH_KILLS ?? 20);
const connections = 64;
const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
const wanted = { writes: 300, reads: 1500, p99: 250 };
const body = (at) =>
  JSON.stringify({ share: `1.none@1.${Buffer.from(`bench ${at} `.repeat(40)).toString("base64url")}`, title: "Bench" });

const results = {};
let server = await startServer(root, folder);
try {
  await server.ready();
  const ids = [];
  let made = 0;
  const writes = await load(server, {
    connections,
    seconds,
    next: () => ({ method: "POST", path: "/api/share", body: body((made += 1)) }),
    onAnswer: (status, text) => status === 201 && ids.push(JSON.parse(text).id),
  });
  results.writes = writes;
  const reads = await load(server, {
    connections,
    seconds,
    next: () => ({ method: "GET", path: `/api/share/${ids[Math.floor(Math.random() * ids.length)]}` }),
  });
  results.reads = reads;
  const health = await load(server, { connections, seconds: 3, next: () => ({ method: "GET", path: "/api/health" }) });
  results.health = health;

  const acknowledged = [];
  for (let kill = 0; kill < kills; kill++) {
    const writing = load(server, {
      connections: 16,
      seconds: 60,
      next: () => ({ method: "POST", path: "/api/share", body: body(`kill ${(made += 1)}`) }),
      onAnswer: (status, text) => status === 201 && acknowledged.push(JSON.parse(text).id),
    });
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700));
    server.kill();
    await writing;
    server = await startServer(root, folder);
    await server.ready();
  }
  let lost = 0;
  for (const id of acknowledged)
    if ((await server.ask({ method: "GET", path: `/api/share/${id}` })).status !== 200) lost += 1;
  results.kills = { kills, acknowledged: acknowledged.length, lost };
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

console.table({ writes: results.writes, reads: results.reads, health: results.health });
console.log(
  `${kills} kills in the middle of writes: ${results.kills.acknowledged} acknowledged, ${results.kills.lost} lost`,
);
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "server.json"), `${JSON.stringify(results, null, 2)}\n`);
const fine =
  results.writes.perSecond >= wanted.writes &&
  results.reads.perSecond >= wanted.reads &&
  Math.max(results.writes.p99, results.reads.p99) <= wanted.p99 &&
  results.writes.failed + results.reads.failed + results.kills.lost === 0;
if (!fine)
  console.log(`Wanted: ${wanted.writes} writes/s, ${wanted.reads} reads/s, p99 ${wanted.p99} ms, nothing lost.`);
process.exit(fine ? 0 : 1);

import type { PortEvent, PreviewEvent } from "../sandbox";
import { eventually, expectEqual, type ContractCase, type Place } from "./contract-case";

/** Starts a server, waits until its port is known, and stops it when the work is done. */
async function serving(place: Place, port: number, handler: string, work: (url: string) => Promise<void>) {
  const events: PortEvent[] = [];
  const listening = place.sandbox.onPort((event) => events.push(event));
  const script = `require("http").createServer(${handler}).listen(${port})`;
  const process = await place.sandbox.spawn("node", ["-e", script]);
  const find = (type: PortEvent["type"]) => events.find((event) => event.type === type && event.port === port);
  try {
    await eventually(() => find("opened") !== undefined, `port ${port} opened`, 20_000);
    await work(find("opened")?.url ?? "");
  } finally {
    process.kill("SIGKILL");
    await process.exit;
  }
  await eventually(() => find("closed") !== undefined, `port ${port} closed`);
  listening.dispose();
}

const page = (script: string): string =>
  `(q, r) => { if (q.url === "/api") { let b = ""; q.on("data", (d) => b += d).on("end", () => r.end(q.method + " " + b)); return; } r.setHeader("content-type", "text/html; charset=utf-8"); r.end(${JSON.stringify(`<!doctype html><title>x</title><body><script>${script}</script>`)}); }`;

export const portCases: readonly ContractCase[] = [
  {
    title: "a server's port opens, its page is shown and asks it with GET and POST, and the port closes",
    run: async (place) => {
      const script =
        "(async () => { const get = await (await fetch('/api')).text(); const post = await (await fetch('/api', { method: 'POST', body: 'héllo' })).text(); parent.postMessage([get, post], '*'); })()";
      await serving(place, 4311, page(script), async (url) => {
        expectEqual(await place.show(url), ["GET ", "POST héllo"]);
      });
    },
  },
  {
    title: "errors of a page that is shown are heard",
    run: async (place) => {
      const heard: PreviewEvent[] = [];
      const listening = place.sandbox.onPreview((event) => heard.push(event));
      const script =
        "setTimeout(() => { throw new Error('thrown') }); Promise.reject(new Error('rejected')); console.error('logged', 1); setTimeout(() => parent.postMessage('done', '*'), 100)";
      await serving(place, 4312, page(script), async (url) => {
        await place.show(url);
        const has = (type: PreviewEvent["type"], text: string) =>
          heard.some((event) => event.type === type && event.message.includes(text));
        await eventually(() => has("uncaught-error", "thrown"), "the uncaught error");
        await eventually(() => has("unhandled-rejection", "rejected"), "the rejection");
        await eventually(() => has("console", "logged 1"), "the console");
      });
      listening.dispose();
    },
  },
];

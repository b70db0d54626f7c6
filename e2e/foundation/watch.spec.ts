import { expect, test } from "../fixtures/test";

/** The judge is judged: each way out of the tab must be seen, or "nothing left" would mean nothing. */
test.describe("a request off our origins is stopped and seen", () => {
  const attempts: Readonly<Record<string, string>> = {
    "of a page": `fetch("http://stray.example/fetch").catch(() => 0)`,
    "of an image": `new Promise((done) => { const i = new Image(); i.onerror = done; i.src = "http://stray.example/image"; })`,
    "of a worker": `new Promise((done) => {
      const code = 'fetch("http://stray.example/worker").catch(() => 0).then(() => postMessage(0))';
      new Worker(URL.createObjectURL(new Blob([code]))).onmessage = done;
    })`,
    "of a socket": `new Promise((done) => { const s = new WebSocket("ws://stray.example/socket"); s.onclose = done; s.onerror = done; })`,
    "of a beacon": `Promise.resolve(navigator.sendBeacon("http://stray.example/beacon"))`,
  };
  for (const [name, script] of Object.entries(attempts)) {
    test(name, async ({ page, network, breaches }) => {
      await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<p>blank" }));
      await page.goto("/blank");
      await page.evaluate(script);
      await expect.poll(() => network.strays.length).toBe(1);
      expect(network.strays[0]).toContain("://stray.example/");
      (network.strays as string[]).length = 0;
      breaches.length = 0;
    });
  }
});

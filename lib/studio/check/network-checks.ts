import { cloudProviders } from "@/lib/models";
import { bad, good, limited, type Check, type Finding } from "./check";

async function ask(path: string, signal: AbortSignal): Promise<Finding> {
  const start = performance.now();
  const response = await fetch(path, { signal, cache: "no-store" });
  await response.arrayBuffer();
  const facts = `${response.status}, ${Math.round(performance.now() - start)} ms`;
  return response.ok ? good(facts) : bad(facts);
}

/** A store that is used for the first time takes a while until it is there. */
const storePatience = 20;

/** Only short links need the store, so without it there is a limit and no more. */
async function askStore(signal: AbortSignal): Promise<Finding> {
  for (let times = 1; ; times += 1) {
    const finding = await ask("/api/ready", signal);
    if (finding.verdict === "good") return finding;
    if (times === storePatience) return limited(finding.facts);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** What our own server can do for this tab. */
export const serverChecks: readonly Check[] = [
  { id: "server", group: "server", run: (signal) => ask("/api/health", signal) },
  { id: "store", group: "server", run: askStore },
  { id: "registry", group: "server", run: (signal) => ask("/api/registry/is-number", signal) },
];

/** Whether anything answers at all: without its leave a page can't know more of another origin. */
async function reach(url: string, signal: AbortSignal): Promise<Finding> {
  const start = performance.now();
  await fetch(url, { mode: "no-cors", credentials: "omit", cache: "no-store", redirect: "follow", signal });
  return good(`${new URL(url).host}, ${Math.round(performance.now() - start)} ms`);
}

/** Who else could be reached. Asked only when the person says so, since each of them then sees an address. */
export const outsideChecks: readonly Check[] = [
  { id: "stackblitz", group: "outside", run: (signal) => reach("https://stackblitz.com/", signal) },
  ...cloudProviders.map(({ id, name, baseUrl }): Check => ({
    id: `provider:${id}`,
    group: "outside",
    name,
    run: (signal) => reach(new URL(baseUrl).origin, signal),
  })),
];

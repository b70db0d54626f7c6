import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { join } from "node:path";
import type { ModelsPage } from "./models-page";

const root = join(import.meta.dirname, "../..");
const isolation = { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "same-origin" };

/** One of our modules with all that it imports. What the runtimes want of Node is asked for in Node alone. */
async function bundle(entry: string, format: "iife" | "esm"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    format,
    external: ["module", "url"],
    target: "chrome120",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return outputFiles[0]?.text ?? "";
}

let bundled: Promise<string> | undefined;

/** A page of the app with our models at hand. */
export async function openModelsPage(page: Page): Promise<void> {
  bundled ??= bundle("e2e/models/models-page.ts", "iife");
  await page.goto("/");
  await page.evaluate(await bundled);
}

/** Runs a function of the models' page. */
export function ask<K extends keyof ModelsPage>(
  page: Page,
  name: K,
  ...given: Parameters<ModelsPage[K]>
): Promise<Awaited<ReturnType<ModelsPage[K]>>> {
  const run = ([key, values]: [string, unknown[]]): unknown => {
    const scope = globalThis as unknown as { modelsPage: Record<string, (...values: unknown[]) => unknown> };
    return scope.modelsPage[key]?.(...values);
  };
  return page.evaluate(run, [name as string, given as unknown[]] as [string, unknown[]]) as Promise<
    Awaited<ReturnType<ModelsPage[K]>>
  >;
}

/** Serves one of our workers as a file of its own, as the app's build does, and answers where. */
export async function serveWorker(page: Page, entry: string): Promise<string> {
  const path = `/e2e-worker/${entry.replaceAll("/", "-")}.js`;
  const body = await bundle(entry, "esm");
  await page
    .context()
    .route(`**${path}`, (route) => route.fulfill({ body, contentType: "text/javascript", headers: isolation }));
  return path;
}

export type Served = Readonly<Record<string, Uint8Array | string>>;

const forEveryone = {
  ...isolation,
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "*",
  etag: '"1"',
};

/** Serves files under a path of any host, from any byte on; what isn't there is not found. Answers what was asked for. */
export async function serveFiles(page: Page, path: string, files: Served): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.context().route(`**${path}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(path.length + 1);
    const from = Number(/bytes=(\d+)-/u.exec(route.request().headers()["range"] ?? "")?.[1] ?? 0);
    asked.push(`${name} ${from}`);
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return route.fulfill({ status: 404, body: "not found", headers: forEveryone });
    const bytes = Buffer.from(file);
    return route.fulfill({
      status: from > 0 ? 206 : 200,
      body: bytes.subarray(from),
      headers: {
        ...forEveryone,
        ...(from > 0 && { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
        "content-type": name.endsWith(".json") ? "application/json" : "application/octet-stream",
      },
    });
  });
  return asked;
}

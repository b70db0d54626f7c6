import type { Browser, Page } from "@playwright/test";
import { sandboxOrigin } from "../fixtures/origins";
import { bundlePage } from "./bundle-page";
import type { ContractPage } from "./contract-page";

type Scope = { contractPage: ContractPage };

/** A page of the app in which an engine runs. */
export async function openEngine(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
  await page.goto("/");
  await page.evaluate(await bundlePage("e2e/engine/contract-page.ts"));
  await page.evaluate((origin) => (globalThis as unknown as Scope).contractPage.boot("engine", origin), sandboxOrigin);
  return page;
}

export interface EngineTerminal {
  readonly write: (text: string) => Promise<void>;
  /** Waits until what has come since the last match matches; answers it. */
  readonly until: (pattern: RegExp) => Promise<string>;
  /** Types a line and answers what has come up to the match. */
  readonly line: (text: string, pattern: RegExp) => Promise<string>;
}

/** Opens a terminal of the engine, as the app's own terminals are opened. */
export async function openTerminal(page: Page, command = "sh", args: readonly string[] = []): Promise<EngineTerminal> {
  const handle = await page.evaluateHandle(
    ([name, given]) => (globalThis as unknown as Scope).contractPage.terminal(name, given),
    [command, args] as const,
  );
  const write = (text: string) => handle.evaluate((terminal, input) => terminal.write(input), text);
  const until = (pattern: RegExp) =>
    handle.evaluate((terminal, [source, flags]) => terminal.until(new RegExp(source, flags)), [
      pattern.source,
      pattern.flags,
    ] as const);
  return {
    write,
    until,
    line: async (text, pattern) => {
      await write(`${text}\r`);
      return until(pattern);
    },
  };
}

/** Writes a file of the project. */
export const writeFile = (page: Page, path: string, content: string): Promise<void> =>
  page.evaluate(([place, text]) => (globalThis as unknown as Scope).contractPage.write(place, text), [
    path,
    content,
  ] as const);

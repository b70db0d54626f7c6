import type { Page } from "@playwright/test";
import { bundlePage } from "../engine/bundle-page";
import { sandboxOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import type { ComputerPage, Ran } from "./computer-page";

/** The page's own object; functions that are evaluated there see it as a global. */
declare const computer: ComputerPage;

export interface Line {
  shows: (pattern: RegExp) => Promise<string>;
  type: (text: string) => Promise<void>;
  stop: () => Promise<void>;
}

export interface Computer {
  readonly page: Page;
  write: (files: Readonly<Record<string, unknown>>) => Promise<void>;
  read: (path: string) => Promise<string>;
  run: (line: string) => Promise<Ran>;
  /** Runs a line that has to end well, and answers what it said. */
  works: (line: string) => Promise<string>;
  start: (line: string) => Promise<Line>;
  /** Shows a port in a frame, whose address is answered. */
  open: (port: number) => Promise<string>;
}

const textOf = (content: unknown): string =>
  typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;

function drive(page: Page): Computer {
  const run = (line: string): Promise<Ran> => page.evaluate((given) => computer.run(given), line);
  return {
    page,
    write: (files) =>
      page.evaluate(
        (given) => computer.write(given),
        Object.fromEntries(Object.entries(files).map(([path, content]) => [path, textOf(content)])),
      ),
    read: (path) => page.evaluate((given) => computer.read(given), path),
    run,
    async works(line) {
      const { code, output } = await run(line);
      expect(code, `${line}\n${output}`).toBe(0);
      return output;
    },
    async start(line) {
      const started = await page.evaluate((given) => computer.start(given), line);
      return {
        shows: ({ source }) =>
          page.evaluate(([which, pattern]) => computer.shows(which, pattern), [started, source] as const),
        type: (text) => page.evaluate(([which, typed]) => computer.type(which, typed), [started, text] as const),
        stop: () => page.evaluate((which) => computer.stop(which), started),
      };
    },
    open: (port) => page.evaluate((given) => computer.open(given), port),
  };
}

/** One computer in a tab for all tests of the calling file, which run one after the other. */
export function oneComputer(): () => Computer {
  let found: Computer | undefined;
  test.describe.configure({ mode: "default", timeout: 90_000 });
  test.beforeAll(async ({ browser, baseURL }) => {
    const page = await browser.newPage(baseURL === undefined ? {} : { baseURL });
    await page.goto("/");
    await page.evaluate(await bundlePage("e2e/toolchain/computer-page.ts"));
    await page.evaluate((origin) => computer.boot(origin), sandboxOrigin);
    found = drive(page);
  });
  test.afterAll(async () => {
    await found?.page.close();
  });
  return () => {
    if (found === undefined) throw new Error("The computer isn't up.");
    return found;
  };
}

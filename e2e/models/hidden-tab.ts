import type { Browser } from "@playwright/test";

/** A tab that another one can hide. Playwright doesn't hold it, since what it holds counts as visible for ever. */
export interface HiddenTab {
  readonly evaluate: <T>(expression: string) => Promise<T>;
  readonly goto: (url: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly hide: () => Promise<void>;
  readonly show: () => Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Timers of a hidden page are slowed down as for anyone else. */
export const slowedInBackground = [
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

export async function openHiddenTab(browser: Browser): Promise<HiddenTab> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send("Target.createBrowserContext");
  const create = async () =>
    (await session.send("Target.createTarget", { url: "about:blank", browserContextId })).targetId;
  const activate = (targetId: string) => session.send("Target.activateTarget", { targetId });
  const tab = await create();
  const { sessionId } = await session.send("Target.attachToTarget", { targetId: tab, flatten: false });
  const waiting = new Map<number, (reply: Reply) => void>();
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const reply = JSON.parse(message) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  });
  const send = async (method: string, params: object = {}): Promise<unknown> => {
    const id = waiting.size + 1;
    const replied = new Promise<Reply>((resolve) => waiting.set(id, resolve));
    await session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
    const { result, error } = await replied;
    if (error) throw new Error(error.message);
    return result;
  };
  const other = await create();
  await activate(tab);
  return {
    async evaluate<T>(expression: string) {
      const given = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      return (given as { result: { value: T } }).result.value;
    },
    goto: async (url) => void (await send("Page.navigate", { url })),
    type: async (text) => void (await send("Input.insertText", { text })),
    hide: async () => void (await activate(other)),
    show: async () => void (await activate(tab)),
  };
}

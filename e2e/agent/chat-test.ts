import { test as base } from "../fixtures/model-server";
import { openKnownChat, type Known } from "./open-chat";

export { expect } from "../fixtures/model-server";

/** For tests that begin in a new project, where the scripted server is the model. */
export const test = base.extend<{ readonly known: Known; readonly chat: void }>({
  actionTimeout: 20_000,
  known: [{}, { option: true }],
  chat: [
    async ({ page, server, known }, use, info) => {
      info.setTimeout(120_000);
      await openKnownChat(page, server, known);
      await use();
    },
    { auto: true },
  ],
});

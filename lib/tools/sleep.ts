import { z } from "zod";
import { defineTool } from "./tool";

export const sleepTool = defineTool({
  name: "Sleep",
  aliases: ["sleep"],
  description:
    "Wait some seconds. To wait for a background task use Monitor or TaskOutput, which come back as soon as it is there.",
  input: z.object({ seconds: z.number().min(0).max(300) }),
  deferred: true,
  title: ({ seconds }) => `${seconds} s`,
  access: { type: "none" },
  async run({ seconds }, { signal }) {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, seconds * 1000);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    });
    return `Waited ${seconds} s.`;
  },
});

import { z } from "zod";
import { defineTool, ToolError } from "./tool";

export const delegateTool = defineTool({
  name: "Agent",
  aliases: ["Task", "agent"],
  description: `Have a helper agent do a task of its own, with its own context; only its final answer comes back.
- Kinds: \`explore\` (finds and reads, changes nothing), \`plan\` (thinks a change through), \`verify\` (runs tests and checks a claim), \`general\` (everything).
- Good for searches over many files and for work that can go on side by side: call Agent several times in one answer.
- The helper knows nothing of this conversation: say everything it needs, and what its answer must contain.`,
  input: z.object({
    kind: z.string().min(1).describe("explore, plan, verify, general, or a kind of the project's"),
    description: z.string().min(1).describe("Three to five words for the user"),
    prompt: z.string().min(1).describe("The whole task"),
  }),
  title: ({ kind, description }) => `${kind}: ${description}`,
  access: ({ kind }) => ({ type: "use", specifier: kind, effect: "read" }),
  preview: async ({ prompt }) => ({ type: "text", text: prompt }),
  async run({ kind, description, prompt }, context) {
    const kinds = context.agentKinds();
    if (!kinds.some(({ name }) => name === kind))
      throw new ToolError(`There is no kind ${kind}. There are: ${kinds.map(({ name }) => name).join(", ")}.`);
    return context.delegate({ kind, description, task: prompt });
  },
});

export const sendMessage = defineTool({
  name: "SendMessage",
  aliases: ["send_message"],
  description:
    "Ask a helper agent further, by the id that its answer ended with. It still knows all that it read and did, goes on with your message, and its next answer comes back. One that is running reads the message at its next step.",
  input: z.object({
    to: z.string().min(1).describe("The helper's id, such as agent_12_1"),
    message: z.string().min(1),
  }),
  deferred: true,
  title: ({ to, message }) => `${to}: ${message}`,
  access: { type: "none" },
  preview: async ({ message }) => ({ type: "text", text: message }),
  run: ({ to, message }, context) => context.sendMessage(to, message),
});

import { z } from "zod";
import { defineTool } from "./tool";

export const structuredOutput = defineTool({
  name: "StructuredOutput",
  aliases: ["structured_output"],
  description: "Hand over a result as data, when whoever started you asked for it in that form.",
  input: z.object({ value: z.json() }),
  deferred: true,
  title: () => "a result",
  access: { type: "none" },
  async run({ value }, context) {
    context.structured(value);
    return "Handed over.";
  },
});

import { z } from "zod";
import { defineTool } from "./tool";

export const askUser = defineTool({
  name: "AskUserQuestion",
  aliases: ["ask_user", "ask_followup_question"],
  description:
    "Ask the user to choose, when the answer changes what you do and you can't find it out yourself. One to four questions, two to four options each; the user can always answer in their own words. Don't ask for permission with it.",
  input: z.object({
    questions: z
      .array(
        z.object({
          question: z.string().min(1),
          header: z.string().min(1).max(24).describe("One or two words"),
          multiple: z.boolean().optional(),
          options: z
            .array(z.object({ label: z.string().min(1), description: z.string().optional() }))
            .min(2)
            .max(4),
        }),
      )
      .min(1)
      .max(4),
  }),
  title: ({ questions }) => questions.map(({ question }) => question).join(" "),
  access: { type: "none" },
  async run({ questions }, context) {
    const prompts = questions.map(({ question, header, multiple, options }) => ({
      question,
      header,
      multiple: multiple ?? false,
      options: options.map(({ label, description }) => ({ label, description: description ?? "" })),
    }));
    const answers = await context.ask(prompts);
    return prompts
      .map(({ question }, at) => `${question}\n→ ${(answers[at] ?? []).join(", ") || "(no answer)"}`)
      .join("\n");
  },
});

export const tellUser = defineTool({
  name: "SendUserMessage",
  aliases: ["send_user_message", "Brief"],
  description:
    "Tell the user something that stands out from the rest, such as that a server is ready to be looked at. Not for your normal answers.",
  input: z.object({ message: z.string().min(1) }),
  deferred: true,
  title: ({ message }) => message,
  access: { type: "none" },
  async run({ message }, context) {
    context.tellUser(message);
    return "Shown.";
  },
});

import { z } from "zod";
import { defineTool, ToolError } from "./tool";

export const todoWrite = defineTool({
  name: "TodoWrite",
  aliases: ["todo_write", "update_plan"],
  description: `Keep the list of what there is to do; the user sees it. Give the whole list each time.
- Use it for work of three steps or more; not for a single simple change.
- Exactly one item is \`in_progress\` while you work. Mark an item \`completed\` as soon as it is done, not in batches, and only if it really is.`,
  input: z.object({
    todos: z.array(
      z.object({
        content: z.string().min(1).describe("What to do, as an order: “Fix the login test”"),
        active_form: z.string().optional().describe("The same while it is done: “Fixing the login test”"),
        status: z.enum(["pending", "in_progress", "completed"]),
      }),
    ),
  }),
  title: ({ todos }) => `${todos.filter(({ status }) => status === "completed").length} of ${todos.length} done`,
  access: { type: "none" },
  async run({ todos }, context) {
    const active = todos.filter(({ status }) => status === "in_progress");
    if (active.length > 1) throw new ToolError("Only one item may be `in_progress` at a time.");
    context.todos.set(
      todos.map(({ content, active_form, status }) => ({
        text: content,
        active: active_form ?? content,
        state: status,
      })),
    );
    return "The list is up to date. Go on with the item in progress.";
  },
});

import { z } from "zod";
import { defineTool, ToolError } from "./tool";

export const enterPlanMode = defineTool({
  name: "EnterPlanMode",
  aliases: ["enter_plan_mode"],
  description:
    "Switch to plan mode before a large or unclear change: you look and think, change nothing, and propose a plan with ExitPlanMode. Not for small, clear tasks.",
  input: z.object({}),
  title: () => "plan mode",
  access: { type: "none" },
  async run(_, { plan }) {
    if (plan.active()) return "Plan mode is on already.";
    await plan.enter();
    return "Plan mode is on: nothing can be changed. Explore, then call ExitPlanMode with the plan.";
  },
});

export const exitPlanMode = defineTool({
  name: "ExitPlanMode",
  aliases: ["exit_plan_mode"],
  description:
    "Propose the plan to the user, who may edit, approve or reject it. Markdown: the goal, the steps with the files they touch, how each is checked, what could go wrong. Only in plan mode.",
  input: z.object({ plan: z.string().min(1) }),
  outputLimit: 100_000,
  title: ({ plan }) => plan.split("\n", 1)[0] ?? "a plan",
  access: { type: "none" },
  preview: async ({ plan }) => ({ type: "text", text: plan }),
  async run({ plan: text }, { plan }) {
    if (!plan.active()) throw new ToolError("Plan mode is off; there is nothing to leave. Go on with the work.");
    const verdict = await plan.propose(text);
    if (verdict.type === "rejected")
      throw new ToolError(
        `The user rejected the plan: ${verdict.comments || "(no comment)"}\nPlan mode stays on. Change the plan and propose it again.`,
      );
    const changed = verdict.edited ? ` The user changed it; this is the plan now:\n${verdict.text}` : "";
    return `The user approved the plan. The mode is \`${verdict.mode}\`; carry it out step by step.${changed}`;
  },
});

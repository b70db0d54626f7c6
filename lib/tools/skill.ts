import { z } from "zod";
import { defineTool, ToolError } from "./tool";

export const useSkill = defineTool({
  name: "Skill",
  aliases: ["skill"],
  description:
    "Load a skill: instructions of the project or the user for a kind of task. Load it before you begin such a task. The skills are listed in your instructions.",
  input: z.object({ skill: z.string().min(1).describe("Its name"), args: z.string().optional() }),
  outputLimit: 60_000,
  title: ({ skill }) => skill,
  access: ({ skill }) => ({ type: "use", specifier: skill, effect: "read" }),
  async run({ skill, args }, { skills }) {
    const text = await skills.load(skill);
    if (text === undefined) {
      const names = skills.list().map(({ name }) => name);
      throw new ToolError(
        `There is no skill ${skill}. ${names.length > 0 ? `There are: ${names.join(", ")}.` : "This project has none."}`,
      );
    }
    return `<skill name=${JSON.stringify(skill)}>\n${text}\n</skill>${args ? `\nArguments: ${args}` : ""}`;
  },
});

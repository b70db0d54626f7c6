import { z } from "zod";
import { defineTool, ToolError } from "./tool";

export const configure = defineTool({
  name: "Config",
  aliases: ["config"],
  description:
    "Read or change a setting of the app. Without `name`: all settings. Permissions, the mode, hooks and keys are the user's alone.",
  input: z.object({ name: z.string().optional(), value: z.union([z.string(), z.number(), z.boolean()]).optional() }),
  deferred: true,
  title: ({ name = "all settings", value }) => (value === undefined ? name : `${name} = ${value}`),
  access: ({ name = "", value }) => ({ type: "use", specifier: name, effect: value === undefined ? "read" : "write" }),
  async run({ name, value }, { settings }) {
    const now = settings.get();
    if (name === undefined) return JSON.stringify(now, null, 2);
    if (!Object.hasOwn(now, name))
      throw new ToolError(`There is no setting ${name}. There are: ${Object.keys(now).join(", ") || "none"}.`);
    if (value === undefined) return `${name} = ${JSON.stringify(now[name])}`;
    if (typeof now[name] !== typeof value) throw new ToolError(`${name} takes a ${typeof now[name]}.`);
    await settings.set(name, value);
    return `${name} is now ${JSON.stringify(value)}.`;
  },
});

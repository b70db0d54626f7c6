import { permissionModes, type PermissionMode } from "@/lib/permissions";
import type { Agent, SlashCommand, UiRequest } from "../agent";
import type { ProjectContext } from "../project/project-context";
import { builtInCommands, initPrompt, reviewPrompt } from "./built-in.data";
import { expandCommand } from "./expand";

/** What a command needs of the agent. */
export interface CommandHost {
  readonly agent: Agent;
  readonly project: () => ProjectContext;
  readonly models: () => readonly string[];
  readonly request: (request: UiRequest) => void;
  readonly notice: (text: string) => void;
  readonly prompt: (text: string, shown: string) => Promise<void>;
}

type Handler = (host: CommandHost, argument: string, typed: string) => Promise<void> | void;

const isMode = (text: string): text is PermissionMode => permissionModes.some((mode) => mode === text);
const open =
  (what: Extract<UiRequest, { type: "open" }>["what"]): Handler =>
  ({ request }) => {
    request({ type: "open", what });
  };

const handlers: Readonly<Record<string, Handler>> = {
  help: open("help"),
  cost: open("cost"),
  context: open("context"),
  resume: open("resume"),
  rewind: open("rewind"),
  memory: open("memory"),
  permissions: open("permissions"),
  clear: ({ agent }) => agent.newSession(),
  compact: ({ agent }, argument) => agent.compact(argument === "" ? undefined : argument),
  async fork({ agent }) {
    await agent.openSession(await agent.fork());
  },
  async export({ agent, request }) {
    request({ type: "export", name: "session.jsonl", text: await agent.exportSession() });
  },
  model({ agent, models, request, notice }, argument) {
    if (argument === "") request({ type: "open", what: "model" });
    else if (models().includes(argument)) agent.setModel(argument);
    else notice(`There is no model ${argument}. There are: ${models().join(", ")}.`);
  },
  mode({ agent, notice }, argument) {
    if (isMode(argument)) agent.setMode(argument);
    else notice(`The mode is ${agent.mode.get()}. Choose with /mode ${permissionModes.join(" | ")}.`);
  },
  async plan({ agent, prompt }, argument, typed) {
    agent.setMode("plan");
    if (argument !== "") await prompt(argument, typed);
  },
  review: ({ prompt }, argument, typed) => prompt(reviewPrompt(argument), typed),
  init: ({ prompt }, _, typed) => prompt(initPrompt, typed),
};

export function listCommands(project: ProjectContext): readonly SlashCommand[] {
  const own = project.commands.map(({ name, fields }): SlashCommand => {
    const argument = fields["argument-hint"];
    return { name, description: fields.description ?? "", source: "project", ...(argument ? { argument } : {}) };
  });
  const skills = project.skills.map(({ name, description }): SlashCommand => ({ name, description, source: "skill" }));
  return [...builtInCommands, ...own, ...skills].filter(
    ({ name }, at, all) => all.findIndex((other) => other.name === name) === at,
  );
}

/** Carries out what starts with `/`. Answers false for what is no command, such as a path. */
export async function runCommand(typed: string, host: CommandHost): Promise<boolean> {
  const [, name = "", argument = ""] = /^\/([\w:/-]+)(?:\s+([\s\S]*))?$/.exec(typed.trim()) ?? [];
  if (name === "") return false;
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (handler) {
    await handler(host, argument.trim(), typed);
    return true;
  }
  const { commands, skills } = host.project();
  const command = commands.find((candidate) => candidate.name === name || candidate.name.replaceAll("/", ":") === name);
  if (command) {
    await host.prompt(expandCommand(command.body, argument.trim()), typed);
    return true;
  }
  const skill = skills.find((candidate) => candidate.name === name);
  if (skill) {
    await host.prompt(`Use the skill ${skill.name}.${argument === "" ? "" : ` ${argument}`}`, typed);
    return true;
  }
  if (name.includes("/")) return false;
  host.notice(`There is no command /${name}. Type /help to see them.`);
  return true;
}

import type { SlashCommand } from "../agent";

export const builtInCommands: readonly SlashCommand[] = [
  { name: "help", description: "What you can type here", source: "built-in" },
  { name: "clear", description: "Start a new session; this one is kept", source: "built-in" },
  {
    name: "compact",
    description: "Sum up the conversation to make room",
    argument: "[what matters]",
    source: "built-in",
  },
  { name: "cost", description: "What this session has cost", source: "built-in" },
  { name: "context", description: "What fills the model's window", source: "built-in" },
  { name: "model", description: "Choose the model", argument: "[name]", source: "built-in" },
  {
    name: "mode",
    description: "Choose what runs without asking",
    argument: "[name]",
    source: "built-in",
  },
  { name: "plan", description: "Plan first, change nothing", argument: "[task]", source: "built-in" },
  { name: "resume", description: "Open another session", source: "built-in" },
  { name: "fork", description: "Go on in a copy of this session", source: "built-in" },
  { name: "rewind", description: "Take files or conversation back", source: "built-in" },
  { name: "export", description: "Save this session as a file", source: "built-in" },
  { name: "memory", description: "The instructions that the agent reads", source: "built-in" },
  { name: "permissions", description: "See and change the rules", source: "built-in" },
  { name: "review", description: "Review the project's changes", argument: "[what to look at]", source: "built-in" },
  { name: "init", description: "Write AGENTS.md for this project", source: "built-in" },
];

export const initPrompt = `Write AGENTS.md at the root of this project: what an agent must know to work here.
Look first: package files, configuration, the tests, the README, the main sources. Then write, in at most 60 lines:
- what the project is, in two sentences
- the commands to install, run, build, test (one test too) and lint, as they really are
- where things are and how they fit together
- the conventions that the code follows and that one could not guess
Only what you saw; nothing general. If AGENTS.md or CLAUDE.md is there already, improve it instead of replacing it.`;

export const reviewPrompt = (
  focus: string,
): string => `Review the changes in this project that are not committed yet (git diff and new files; where there is no git, what changed in this session).
${focus === "" ? "" : `Look especially at: ${focus}\n`}Look for errors first: wrong behaviour, missing cases, security, lost data. Then for what makes the code hard to read. For each finding give the place (path:line), what goes wrong and when, and what to do. Verify a finding by reading the code around it before you report it. Change nothing.`;

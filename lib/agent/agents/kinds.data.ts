import type { Budget } from "../loop/run";

export interface AgentKind {
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  /** Names of tools; undefined: all that a helper may have. */
  readonly tools?: readonly string[];
  readonly budget: Budget;
}

const minutes = 60_000;
const looking = ["Read", "Glob", "Grep", "WebFetch"];
const usual: Budget = { steps: 40, tokens: 600_000, milliseconds: 15 * minutes, dollars: 1 };

/** The helpers that come with the app; a project may add its own. */
export const agentKinds: readonly AgentKind[] = [
  {
    name: "explore",
    description: "Finds and reads; changes nothing",
    instructions:
      "You find things out in the project and change nothing. Search widely, read what matters, answer with facts and their places (path:line).",
    tools: looking,
    budget: { ...usual, steps: 25, tokens: 300_000, dollars: 0.5 },
  },
  {
    name: "plan",
    description: "Thinks a change through; changes nothing",
    instructions:
      "You plan a change and make none. Read what it touches, then answer with the steps, the files of each, how each is checked, and the risks.",
    tools: looking,
    budget: usual,
  },
  {
    name: "verify",
    description: "Checks a claim by running things",
    instructions:
      "You check a claim about the project by reading and by running its tests and programs. You mend nothing. Answer with what you ran, what came out, and whether the claim holds. Doubt it.",
    tools: [...looking, "Bash", "TaskOutput", "TaskStop", "Monitor", "Preview"],
    budget: usual,
  },
  {
    name: "general",
    description: "Does a task of any kind",
    instructions: "You do one task to its end. Your last message is your answer; nothing else is seen.",
    budget: usual,
  },
];

/** What no helper has: the user's attention and the session's state belong to the main agent. */
export const notForHelpers: ReadonlySet<string> = new Set([
  "AskUserQuestion",
  "EnterPlanMode",
  "ExitPlanMode",
  "Config",
  "SendUserMessage",
  "SendMessage",
]);
export const mostAtOnce = 4;
export const deepest = 2;

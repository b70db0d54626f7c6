import type { Sandbox } from "@/lib/sandbox";
import type { Workspace } from "@/lib/workspace";
import type { Agent } from "../agent";
import { createAgent } from "../create-agent";
import { createMemoryStore } from "../log/memory-store";
import type { SessionStore } from "../log/session-store";
import { pageLock } from "../log/writer-lock";
import type { AgentModel } from "../model/model";
import type { AgentOptions } from "../options";
import type { Answer, AssistantPart, Question, ToolCallView } from "../view";

export interface DeskProject {
  readonly workspace: Workspace;
  readonly sandbox: () => Promise<Sandbox>;
  readonly settle: () => Promise<void>;
}

/** An agent on a project with a model, and what tests ask of it. */
export interface Desk {
  readonly agent: Agent;
  readonly store: SessionStore;
  readonly calls: () => readonly ToolCallView[];
  readonly texts: () => readonly string[];
  readonly notices: () => readonly string[];
  /** Resolves with the next open question. */
  readonly question: (type?: Question["type"]) => Promise<Question>;
  /** Answers every question from now on. */
  readonly always: (answer: (question: Question) => Answer) => void;
}

const partsOf = (agent: Agent): readonly AssistantPart[] =>
  agent.conversation.get().items.flatMap((item) => (item.type === "assistant" ? item.parts : []));

export async function createDesk(
  project: DeskProject,
  model: AgentModel,
  more: Partial<AgentOptions> = {},
): Promise<Desk> {
  const store = more.store ?? createMemoryStore();
  const agent = await createAgent({
    workspace: project.workspace,
    sandbox: project.sandbox,
    settle: project.settle,
    models: () => [model],
    model: () => model.id,
    store,
    lock: pageLock(),
    random: () => 0,
    ...more,
  });
  const open = (type?: Question["type"]) =>
    agent.questions.get().find((question) => type === undefined || question.type === type);
  return {
    agent,
    store,
    calls: () => partsOf(agent).flatMap((part) => (part.type === "tool" ? [part.call] : [])),
    texts: () => partsOf(agent).flatMap((part) => (part.type === "text" ? [part.text] : [])),
    notices: () => agent.conversation.get().items.flatMap((item) => (item.type === "notice" ? [item.text] : [])),
    question(type) {
      const found = open(type);
      if (found) return Promise.resolve(found);
      return new Promise((resolve) => {
        const stop = agent.questions.subscribe(() => {
          const next = open(type);
          if (!next) return;
          stop();
          resolve(next);
        });
      });
    },
    always(answer) {
      const answered = new Set<string>();
      const look = () => {
        for (const question of agent.questions.get()) {
          if (answered.has(question.id)) continue;
          answered.add(question.id);
          queueMicrotask(() => {
            agent.answer(question.id, answer(question));
          });
        }
      };
      agent.questions.subscribe(look);
      look();
    },
  };
}

/** Shown values are at most a frame behind. */
export const frame = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 40);
  });

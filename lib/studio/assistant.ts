import { createAgent, openIndexedStore, webLock, type Agent, type UserSettings } from "@/lib/agent";
import { choiceFor } from "@/lib/models";
import type { ProjectRecord, Workspace } from "@/lib/workspace";
import type { Sandbox } from "@/lib/sandbox";
import { createAgentModels } from "./agent-models";
import { Failure, type ReadableStore, type Store } from "@/lib/base";
import { showInTerminals } from "./agent-terminals";
import { createChatStrings } from "./chat-language";
import type { Computer } from "./computer";
import { openModelDesk, type ModelDesk } from "./model-desk";
import { createPreviewDriver } from "./preview-driver";
import { createRemembered } from "./remembered";
import { createWebPort } from "./web-port";
import type { Runner } from "./runner";
import { readSettings as readAppSettings, type Settings } from "./settings";
import type { Terminals } from "./terminals";
import type { ChatStrings } from "./strings/chat-en.data";

/** The agent of a project together with the models it may use. */
export interface Assistant {
  readonly agent: Agent;
  readonly models: ModelDesk;
  readonly strings: ReadableStore<ChatStrings>;
}

/** What the assistant is woken with. */
export interface AssistantParts {
  readonly workspace: Workspace;
  readonly computer: Computer;
  readonly terminals: Terminals;
  readonly runner: Runner;
  readonly project: ReadableStore<ProjectRecord>;
  readonly settings: Store<Settings>;
}

/** Wakes the agent of an open project. Heavy: the conversation loads it, the workbench stands without. */
export async function createAssistant({
  workspace,
  computer,
  terminals,
  runner,
  project,
  settings: appSettings,
}: AssistantParts): Promise<Assistant> {
  const models = await openModelDesk();
  const settings = createRemembered<UserSettings>({ key: "tabsmith.agent", initial: {}, parse: readSettings });
  const agent = await createAgent({
    workspace,
    sandbox: seenSandbox(computer, terminals),
    settle: () => settle(computer),
    models: createAgentModels(models, () => project.get().trusted),
    model: () => choiceFor(models.settings.get(), "main"),
    chooseModel: (id) => {
      chooseMain(models, id);
    },
    helperModel: () => models.settings.get().choices.agents,
    smallModel: () => models.settings.get().choices.small,
    visionModel: () => models.settings.get().choices.vision,
    web: createWebPort("/api/fetch"),
    store: await openIndexedStore(project.get().id),
    lock: webLock(navigator.locks),
    secrets: models.secrets.get,
    trusted: project.get().trusted,
    preview: createPreviewDriver(runner),
    settings: {
      read: settings.get,
      async write(change) {
        settings.set((now) => ({ ...now, ...change }));
      },
      shared: () => ({ ...appSettings.get() }),
      setShared: async (name, value) => {
        changeSetting(appSettings, name, value);
      },
    },
  });
  followChoice(models, agent);
  followTrust(project, agent);
  return { agent, models, strings: createChatStrings(appSettings) };
}

/** What the agent runs is seen in terminals. One sandbox stays one, however often it is asked for. */
function seenSandbox(computer: Computer, terminals: Terminals): () => Promise<Sandbox> {
  const known = new WeakMap<Sandbox, Sandbox>();
  return async () => {
    const sandbox = await computer.start();
    const seen = known.get(sandbox) ?? showInTerminals(sandbox, terminals, "agent");
    known.set(sandbox, seen);
    return seen;
  };
}

/** Trust is given and taken with the project; the agent only hears of it. */
function followTrust(project: ReadableStore<ProjectRecord>, agent: Agent): void {
  project.subscribe(() => {
    const { trusted } = project.get();
    if (agent.trusted.get() !== trusted) agent.setTrusted(trusted);
  });
}

/** What is chosen in a conversation is what the next one begins with. */
function chooseMain({ settings }: ModelDesk, id: string): void {
  if (choiceFor(settings.get(), "main") === id) return;
  settings.set((now) => ({ ...now, choices: { ...now.choices, main: id } }));
}

/** Another main model in the settings is the agent's from its next step on. */
function followChoice({ settings }: ModelDesk, agent: Agent): void {
  let main = choiceFor(settings.get(), "main");
  settings.subscribe(() => {
    const chosen = choiceFor(settings.get(), "main");
    if (chosen !== main) agent.setModel(chosen);
    main = chosen;
  });
}

async function settle(computer: Computer): Promise<void> {
  const state = computer.state.get();
  if (state.type === "ready") await state.mirror.settle();
}

/** The looks of the app and its editor, which an agent may change when it is asked to. */
function changeSetting(settings: Store<Settings>, name: string, value: unknown): void {
  const { settings: next, ignored } = readAppSettings({ [name]: value }, settings.get());
  if (ignored.length > 0) throw new Failure("EINVAL", `${name} can't be ${JSON.stringify(value)}.`);
  settings.set(next);
}

/** What was remembered is the user's own, but may be from another version: the agent checks each rule by itself. */
function readSettings(raw: unknown): UserSettings {
  return typeof raw === "object" && raw !== null ? raw : {};
}

import { codeOf, createEmitter, createStore } from "@/lib/base";
import type { Agent, UiRequest } from "./agent";
import { listCommands, runCommand, type CommandHost } from "./commands/run-command";
import type { SessionLog } from "./log/session-log";
import type { AgentOptions } from "./options";
import { createEnvironment, type Environment } from "./session/environment";
import { Library } from "./session/library";
import { openSession, type OpenSession } from "./session/open-session";
import { messageEvent, restoreTo, undoRestore } from "./session/restore";
import { acceptChange, revertCall } from "./session/revert";
import { createTold } from "./session/told";
import { createSwitch, type Switch } from "./session/switch";

type Stores = Pick<
  Agent,
  | "conversation"
  | "status"
  | "questions"
  | "queue"
  | "cost"
  | "context"
  | "mode"
  | "model"
  | "todos"
  | "plan"
  | "agents"
  | "tasks"
  | "decisions"
  | "agentConversation"
>;

function storesOf(now: Switch<OpenSession>): Stores {
  return {
    conversation: now.store(({ views }) => views.conversation),
    status: now.store(({ conductor }) => conductor.status),
    questions: now.store(({ session }) => session.questions.open),
    queue: now.store(({ views }) => views.queue),
    cost: now.store(({ views }) => views.cost),
    context: now.store(({ views }) => views.context),
    mode: now.store(({ views }) => views.mode),
    model: now.store(({ views }) => views.model),
    todos: now.store(({ views }) => views.todos),
    plan: now.store(({ views }) => views.plan),
    agents: now.store(({ views }) => views.agents),
    tasks: now.store(({ session }) => session.tasks.tasks),
    decisions: now.store(({ views }) => views.decisions),
    agentConversation: (id) => now.store(({ views }) => views.agentConversation(id)),
  };
}

type Queue = Pick<Agent, "editQueued" | "moveQueued" | "removeQueued" | "steerQueued">;

function queueOf(now: Switch<OpenSession>): Queue {
  const items = () => now.current().session.state.queue;
  const set = (queue: ReturnType<typeof items>) => {
    now.current().conductor.setQueue(queue);
  };
  return {
    editQueued(id, text) {
      set(items().map((item) => (item.id === id ? { ...item, text } : item)));
    },
    moveQueued(id, to) {
      const item = items().find((candidate) => candidate.id === id);
      if (item)
        set(
          items()
            .filter((other) => other !== item)
            .toSpliced(Math.max(0, to), 0, item),
        );
    },
    removeQueued(id) {
      set(items().filter((item) => item.id !== id));
    },
    async steerQueued(id) {
      const item = items().find((candidate) => candidate.id === id);
      if (!item) return;
      set(items().filter((other) => other !== item));
      await now.current().conductor.steer(item.text, item.attachments);
    },
  };
}

type Settings = Pick<
  Agent,
  "setMode" | "setModel" | "setTrusted" | "setSpendCaps" | "answer" | "stopAgent" | "stopTask"
>;

function settingsOf(now: Switch<OpenSession>, environment: Environment): Settings {
  return {
    answer(question, answer) {
      now.current().session.questions.answer(question, answer);
    },
    setMode(mode) {
      const { session } = now.current();
      if (session.state.mode !== mode) session.append("mode-changed", { mode, by: "user" });
    },
    setModel(model) {
      const { session } = now.current();
      if (session.state.model !== model) session.append("model-changed", { model });
      environment.options.chooseModel?.(model);
    },
    setTrusted(trusted) {
      environment.trusted.set(trusted);
      void environment.refresh();
    },
    setSpendCaps(caps) {
      environment.caps.set(caps);
      void environment.options.settings?.write({ caps });
    },
    stopAgent(id) {
      now.current().conductor.helpers.stop(id);
    },
    stopTask(id) {
      now.current().session.tasks.stop(id);
    },
  };
}

type Sessions = Pick<
  Agent,
  | "newSession"
  | "openSession"
  | "fork"
  | "renameSession"
  | "removeSession"
  | "searchSessions"
  | "exportSession"
  | "importSession"
>;

function sessionsOf(now: Switch<OpenSession>, environment: Environment, library: Library): Sessions {
  const enter = async (log: SessionLog) => {
    const before = now.current();
    now.change(openSession(environment, log));
    await before.close();
    await library.refresh();
  };
  return {
    newSession: async () => enter(await library.create()),
    async openSession(id) {
      if (id !== now.current().session.log.id) await enter(await library.open(id));
    },
    async fork(message) {
      const { session } = now.current();
      await session.log.flush();
      const upTo = message === undefined ? session.log.events.length : messageEvent(session, message).seq - 1;
      return library.fork(session.log, upTo);
    },
    async renameSession(id, title) {
      const { session } = now.current();
      if (session.log.id !== id) return library.rename(id, title);
      session.append("titled", { title });
      await session.log.flush();
      return library.refresh();
    },
    async removeSession(id) {
      if (now.current().session.log.id === id) await enter(await library.create());
      await library.remove(id);
    },
    searchSessions: (text) => library.search(text),
    async exportSession(id = now.current().session.log.id) {
      await now.current().session.log.flush();
      return library.export(id);
    },
    importSession: (text) => library.import(text),
  };
}

/** The latest session, unless another tab writes to it: then a new one, so that two tabs can work side by side. */
async function openFirst(options: AgentOptions, library: Library): Promise<SessionLog> {
  if (options.session === "new") return library.create();
  if (options.session !== undefined) return library.open(options.session);
  const latest = await library.latest();
  if (latest === undefined) return library.create();
  try {
    return await library.open(latest);
  } catch (error) {
    if (codeOf(error) !== "EBUSY") throw error;
    return library.create();
  }
}

type Turns = Pick<
  Agent,
  | "send"
  | "steer"
  | "stop"
  | "settled"
  | "retry"
  | "resend"
  | "restore"
  | "undoRestore"
  | "revert"
  | "accept"
  | "compact"
>;

function turnsOf(now: Switch<OpenSession>, library: Library, host: () => CommandHost): Turns {
  const idle = async () => {
    await now.current().conductor.stop();
    return now.current().session;
  };
  const turns: Turns = {
    async send(text, attachments = []) {
      if (attachments.length === 0 && text.startsWith("/") && (await runCommand(text, host()))) return;
      await now.current().conductor.send(text, attachments);
      await library.refresh();
      void now
        .current()
        .name()
        .then(() => library.refresh());
    },
    steer: (text, attachments) => now.current().conductor.steer(text, attachments),
    stop: () => now.current().conductor.stop(),
    settled: () => now.current().conductor.settled(),
    retry: () => now.current().conductor.resume(),
    async resend(message, text) {
      const session = await idle();
      const { attachments } = messageEvent(session, message).data;
      await restoreTo(session, message, "conversation");
      await turns.send(text, attachments);
    },
    async restore(message, what) {
      await restoreTo(await idle(), message, what);
    },
    async undoRestore() {
      await undoRestore(await idle());
    },
    accept(call, what) {
      acceptChange(now.current().session, call, what);
    },
    revert: (call, what) => revertCall(now.current().session, call, what),
    async compact(focus) {
      await now.current().conductor.compact(focus);
    },
  };
  return turns;
}

/** Brings a project's agent to life in its latest session. Everything that a view needs is on the object that it answers. */
export async function createAgent(options: AgentOptions): Promise<Agent> {
  const environment = createEnvironment(options);
  const library = new Library(options);
  await environment.refresh();
  const now = createSwitch(openSession(environment, await openFirst(options, library)));
  const requests = createEmitter<UiRequest>();
  const told = createTold(environment);
  const commands = createStore(listCommands(environment.project.get()));
  const stopCommands = environment.project.subscribe(() => {
    commands.set(listCommands(environment.project.get()));
  });
  await library.refresh();
  const host = (): CommandHost => ({
    agent,
    project: () => environment.project.get(),
    models: () => options.models().map(({ id }) => id),
    request: requests.emit,
    notice: (text) => void now.current().session.append("noticed", { kind: "command", text }),
    prompt: (text, shown) => now.current().conductor.send(text, [], { shown, origin: "command" }),
  });
  const agent: Agent = {
    ...storesOf(now),
    ...turnsOf(now, library, host),
    ...queueOf(now),
    ...settingsOf(now, environment),
    ...sessionsOf(now, environment, library),
    checkpoints: options.workspace.history.checkpoints,
    sessions: library.sessions,
    commands,
    ...told.forViews,
    rules: environment.rules,
    trusted: environment.trusted,
    onRequest: requests.on,
    async dispose() {
      stopCommands();
      told.dispose();
      environment.dispose();
      await now.current().close();
    },
  };
  return agent;
}

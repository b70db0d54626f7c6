export type { Agent, SlashCommand, UiRequest } from "./agent";
export { createAgent } from "./create-agent";
export { openIndexedStore } from "./log/indexed-store";
export { createMemoryStore } from "./log/memory-store";
export type { SessionStore } from "./log/session-store";
export { pageLock, webLock, type WriterLock } from "./log/writer-lock";
export type { AgentModel, Prices, ProviderModel } from "./model/model";
export type { AgentOptions, Look, SettingsPort, UserSettings } from "./options";
export type { SpendCaps } from "./session/session";
export type {
  AgentStatus,
  Answer,
  AssistantItem,
  AssistantPart,
  Attachment,
  ChoiceQuestion,
  ContextView,
  Conversation,
  ConversationItem,
  CostView,
  GuardQuestion,
  ImageView,
  NoticeAction,
  NoticeItem,
  PermissionQuestion,
  PlanQuestion,
  PlanView,
  Question,
  QueuedMessage,
  SessionSummary,
  SubAgentView,
  ToolCallState,
  ToolCallView,
  Usage,
  UserItem,
} from "./view";

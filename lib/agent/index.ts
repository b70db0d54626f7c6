export type { Agent, SlashCommand, UiRequest } from "./agent";
export { createAgent } from "./create-agent";
export { openIndexedStore } from "./log/indexed-store";
export { createMemoryStore } from "./log/memory-store";
export type { SessionStore } from "./log/session-store";
export { pageLock, webLock, type WriterLock } from "./log/writer-lock";
export type { AgentModel, Prices, ProviderModel } from "./model/model";
export type { AgentOptions, SettingsPort, UserSettings } from "./options";
export type { SpendCaps } from "./session/session";
export { plantSession } from "./replay/plant-session";
export { createReplay, type Replay, type ReplayedConversation } from "./replay/replay";
export { slimSession } from "./replay/slim-session";
export type { ReplayKind, ReplayStep } from "./replay/steps";
export type {
  AgentStatus,
  Answer,
  AssistantItem,
  AssistantPart,
  Attachment,
  ChoiceQuestion,
  ChangeReview,
  ContextView,
  Conversation,
  ConversationItem,
  CostView,
  GuardQuestion,
  ImageView,
  InstructionsView,
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

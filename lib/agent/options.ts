import type { RuleSettings } from "@/lib/permissions";
import type { Sandbox } from "@/lib/sandbox";
import type { PreviewDriver, Tool, WebPort } from "@/lib/tools";
import type { Workspace } from "@/lib/workspace";
import type { SessionStore } from "./log/session-store";
import type { WriterLock } from "./log/writer-lock";
import type { AgentModel } from "./model/model";
import type { SpendCaps } from "./session/session";

/** The user's own settings, kept by the host outside of any project. */
export interface UserSettings {
  readonly rules?: RuleSettings;
  /** Instructions for all projects. */
  readonly memory?: string;
  readonly outputStyle?: string;
  readonly caps?: SpendCaps;
}

export interface SettingsPort {
  readonly read: () => UserSettings;
  readonly write: (change: Partial<UserSettings>) => Promise<void>;
  /** What the Config tool may read and change: never permissions, keys, hooks or the mode. */
  readonly shared?: () => Readonly<Record<string, unknown>>;
  readonly setShared?: (name: string, value: unknown) => Promise<void>;
}

/** Everything that an agent needs, given by whoever wires it up. */
export interface AgentOptions {
  readonly workspace: Workspace;
  /** Boots on first use. */
  readonly sandbox: () => Promise<Sandbox>;
  /** The project's folder as programs see it; default `/home/project`. */
  readonly root?: string;
  /** Resolves when the project and the sandbox have seen each other's writes (`Mirror.settle`). */
  readonly settle?: () => Promise<void>;
  /** Models by id; asked each time, since keys and servers come and go. */
  readonly models: () => readonly AgentModel[];
  /** The one that a session begins with, by id. Asked each time, so that a new choice counts for the next session too. */
  readonly model: () => string;
  /** Told when the user chooses another model in a session. */
  readonly chooseModel?: (id: string) => void;
  /** The model that helpers use, by id; undefined: the one of the session. Asked at each step. */
  readonly helperModel?: () => string | undefined;
  /** The model that names sessions, sums up and reads long pages, by id; undefined: the session's own sums up, and nothing is named. */
  readonly smallModel?: () => string | undefined;
  /** The model that looks at pictures for one that can't, by id; undefined: none was chosen. */
  readonly visionModel?: () => string | undefined;
  readonly store: SessionStore;
  readonly lock?: WriterLock;
  /** The very keys in use, so that they never get into a log. */
  readonly secrets?: () => readonly string[];
  readonly settings?: SettingsPort;
  /** Tools of other rooms: MCP's, the language server's, planning's. */
  readonly tools?: () => readonly Tool[];
  readonly web?: WebPort;
  readonly preview?: PreviewDriver;
  /** Whether what the project brings (instructions, hooks, allow rules, commands, skills) counts. Default true. */
  readonly trusted?: boolean;
  /** The session to open; absent: the latest, or a new one. `new` starts one. */
  readonly session?: string;
  /** Added to the instructions, such as a classroom's policy. */
  readonly instructions?: () => string;
  /** Tools that are taken away, such as a tutor's from writing. */
  readonly withheld?: () => readonly string[];
  readonly now?: () => number;
  readonly random?: () => number;
}

/** What a tool says that a call would touch, before anything runs. Paths are as the model gave them. */
export type Access =
  /** Nothing outside the conversation: a question to the user, a todo list. */
  | { readonly type: "none" }
  | { readonly type: "files"; readonly reads?: readonly string[]; readonly writes?: readonly string[] }
  | { readonly type: "shell"; readonly command: string; /** Relative to the project. */ readonly cwd?: string }
  | { readonly type: "network"; readonly url: string }
  /** Something with a name of its own: a server's tool, a helper agent, a skill, a setting. */
  | { readonly type: "use"; readonly specifier?: string; readonly effect: "read" | "write" };

export interface PermissionCall {
  readonly tool: string;
  readonly access: Access;
  /** Where the caller found a path to lead once links are followed; absent where it leads to itself. */
  readonly links?: ReadonlyMap<string, string>;
}

export type PermissionMode = "plan" | "default" | "acceptEdits" | "dontAsk" | "bypass";

export const permissionModes: readonly PermissionMode[] = ["plan", "default", "acceptEdits", "dontAsk", "bypass"];

/** The pieces of a call that are judged one by one; the strictest verdict over all is the call's. */
export type Part =
  | { readonly type: "none" }
  | { readonly type: "read"; readonly path: string }
  | { readonly type: "write"; readonly path: string }
  | { readonly type: "command"; readonly command: ShellCommand }
  /** A script that could not be understood. */
  | { readonly type: "unparsable"; readonly text: string; readonly why: string }
  | { readonly type: "fetch"; readonly url: string; readonly host: string }
  | { readonly type: "use"; readonly specifier: string; readonly effect: "read" | "write" };

export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** Quotes removed. Means nothing where `dynamic`. */
  readonly value: string;
  /** Holds an expansion, a substitution or a glob: its value is known only when it runs. */
  readonly dynamic: boolean;
}

/** One program that a script would start, wrappers such as `timeout 5` taken off. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** As written, on one line, wrappers taken off. */
  readonly text: string;
  /** Why no prefix can vouch for it, such as `node -e`; absent for a plain command. */
  readonly opaque?: string;
  /** What it does with files, where that is known of the program. */
  readonly effect: CommandEffect;
}

export type CommandEffect =
  | { readonly type: "reads"; readonly paths: readonly string[]; readonly known: boolean }
  | { readonly type: "writes"; readonly paths: readonly string[]; readonly known: boolean }
  | { readonly type: "unknown" };

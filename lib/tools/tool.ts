import { failure, success, type Result } from "@/lib/base";
import type { Access } from "@/lib/permissions";
import { z } from "zod";
import type { ToolContext } from "./context";
import type { FileDiff } from "./diff";

export type ToolOutput =
  | { readonly type: "text"; readonly text: string }
  /** Base64. */
  | { readonly type: "image"; readonly mediaType: string; readonly data: string };

/** A failure that the model can mend: the message says what would work. Anything else that is thrown is our bug. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** What the approval card shows before a call runs. */
export type CallPreview =
  | { readonly type: "diff"; readonly files: readonly FileDiff[] }
  | { readonly type: "command"; readonly command: string; readonly cwd: string; readonly description?: string }
  | { readonly type: "text"; readonly text: string };

/** Which calls may run side by side: reads share, a write is alone on its path, `exclusive` is alone. */
export type Locks =
  | { readonly type: "paths"; readonly reads: readonly string[]; readonly writes: readonly string[] }
  | { readonly type: "exclusive" }
  | { readonly type: "free" };

export interface Tool {
  readonly name: string;
  /** Other names that models know it by. */
  readonly aliases: readonly string[];
  readonly description: string;
  readonly schema: JsonSchema;
  /** Told to the model only once ToolSearch has found it. */
  readonly deferred: boolean;
  /** Characters of output that the model gets to see. */
  readonly outputLimit: number;
  readonly parse: (input: unknown) => Result<ParsedCall, string>;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A call whose input fits the tool: everything about it, ready to ask. */
export interface ParsedCall {
  readonly input: unknown;
  /** One line for people. */
  readonly title: string;
  readonly access: (context: AccessContext) => Access;
  readonly locks: (context: AccessContext) => Locks;
  /** It may change files, so a checkpoint is taken first. */
  readonly changes: boolean;
  readonly preview: (context: ToolContext) => Promise<CallPreview>;
  readonly run: (context: ToolContext) => Promise<readonly ToolOutput[]>;
}

export interface AccessContext {
  /** Where the shell is, relative to the project. */
  readonly cwd: string;
  /** The project's folder as programs see it, absolute. */
  readonly root: string;
}

interface Definition<I extends z.ZodType> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly description: string;
  readonly input: I;
  readonly deferred?: boolean;
  readonly outputLimit?: number;
  readonly title: (input: z.output<I>) => string;
  readonly access: Access | ((input: z.output<I>, context: AccessContext) => Access);
  /** Where it doesn't follow from `access`. */
  readonly locks?: (input: z.output<I>) => Locks;
  /** Where it doesn't follow from `access`. */
  readonly changes?: boolean;
  readonly preview?: (input: z.output<I>, context: ToolContext) => Promise<CallPreview>;
  readonly run: (input: z.output<I>, context: ToolContext) => Promise<string | readonly ToolOutput[]>;
}

function locksOf(access: Access): Locks {
  if (access.type === "shell") return { type: "exclusive" };
  if (access.type === "files") return { type: "paths", reads: access.reads ?? [], writes: access.writes ?? [] };
  return { type: "free" };
}

/** Every problem with its place in the input, in one line each. */
function explain(name: string, error: z.ZodError): string {
  const problems = error.issues.map(
    (issue) => `${issue.path.length > 0 ? `\`${issue.path.join(".")}\`: ` : ""}${issue.message}`,
  );
  return `The input of ${name} is not right: ${problems.join("; ")}.`;
}

const oneLine = (text: string) => {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};

/** Parses the input and erases its type, so that a list of tools needs no generics. */
export function defineTool<I extends z.ZodType>(definition: Definition<I>): Tool {
  const { name, input: shape, access: given, run, preview } = definition;
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: "input" });
  return {
    name,
    aliases: definition.aliases ?? [],
    description: definition.description,
    schema,
    deferred: definition.deferred ?? false,
    outputLimit: definition.outputLimit ?? 30_000,
    parse(raw) {
      const parsed = shape.safeParse(raw);
      if (!parsed.success) return failure(explain(name, parsed.error));
      const input = parsed.data;
      const access = (context: AccessContext) => (typeof given === "function" ? given(input, context) : given);
      const atRoot = access({ cwd: ".", root: "/" });
      const writes = atRoot.type === "shell" || (atRoot.type === "files" && (atRoot.writes ?? []).length > 0);
      return success({
        input,
        title: oneLine(definition.title(input)),
        access,
        locks: (context) => definition.locks?.(input) ?? locksOf(access(context)),
        changes: definition.changes ?? writes,
        preview: (context) =>
          preview?.(input, context) ?? Promise.resolve({ type: "text", text: JSON.stringify(input, null, 2) }),
        async run(context) {
          const output = await run(input, context);
          return typeof output === "string" ? [{ type: "text", text: output }] : output;
        },
      });
    },
  };
}

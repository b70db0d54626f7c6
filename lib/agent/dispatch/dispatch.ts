import { messageOf, normalizePath } from "@/lib/base";
import { onlyReads } from "@/lib/permissions";
import { ToolError, type FileDiff, type ParsedCall, type Tool, type ToolOutput } from "@/lib/tools";
import type { Attempt } from "../guards/loop-breaker";
import type { CallEnd } from "../log/event";
import { orAbort } from "../loop/sleep";
import type { Run } from "../loop/run";
import type { AgentModel } from "../model/model";
import type { RawCall } from "../loop/stream-step";
import { fileDiffs } from "./file-diffs";
import { permit } from "./permit";
import { truncate } from "./truncate";

const textOf = (output: readonly ToolOutput[]) =>
  output.map((item) => (item.type === "text" ? item.text : "[picture]")).join("\n");
const say = (text: string): readonly ToolOutput[] => [{ type: "text", text }];

interface Ending {
  readonly end: CallEnd;
  readonly output: readonly ToolOutput[];
  readonly diff?: readonly FileDiff[];
  readonly duration?: number;
}

type Read =
  | { readonly type: "call"; readonly tool: Tool; readonly call: ParsedCall }
  | { readonly type: "wrong"; readonly input: unknown; readonly message: string };

function unknownTool(run: Run, name: string): string {
  const names = run.tools().map((tool) => tool.name);
  return `There is no tool named ${name}. The tools are: ${names.join(", ")}.`;
}

function readCall(raw: RawCall, run: Run): Read {
  let input: unknown;
  try {
    input = raw.input.trim() === "" ? {} : JSON.parse(raw.input);
  } catch (error) {
    const message = `The input of ${raw.name} is no valid JSON: ${messageOf(error)}. Send the call again with a complete JSON object.`;
    return { type: "wrong", input: { invalid_json: raw.input }, message };
  }
  const given = typeof input === "object" && input !== null && !Array.isArray(input) ? input : { invalid_input: input };
  const tool = run.find(raw.name);
  if (!tool) return { type: "wrong", input: given, message: unknownTool(run, raw.name) };
  const parsed = tool.parse(input);
  return parsed.ok
    ? { type: "call", tool, call: withCleanTitle(parsed.value, tool, run) }
    : { type: "wrong", input: given, message: parsed.error };
}

/** A title is cut to one line, and half a key is no longer known as one: so it is made of an input without keys. */
function withCleanTitle(call: ParsedCall, tool: Tool, { session }: Run): ParsedCall {
  const clean = session.redact(call.input);
  if (clean === call.input) return call;
  const parsed = tool.parse(clean);
  return { ...call, title: parsed.ok ? parsed.value.title : tool.name };
}

/** A failure that the model can mend ends the call; a bug of ours does too, but says that it is one. */
function failed(error: unknown): Ending {
  if (error instanceof ToolError) return { end: "failed", output: say(error.message) };
  return { end: "failed", output: say(`The tool broke: ${messageOf(error)}`) };
}

async function execute(run: Run, id: string, tool: Tool, call: ParsedCall): Promise<Ending> {
  const { session, agent, signal } = run;
  const context = run.context(id, signal);
  const permitted = await permit(run, { id, tool: tool.name, call }, context);
  if (permitted.type === "refused") return { end: "denied", output: say(permitted.message) };
  const changes = mayChange(call, run);
  const leave = await session.gate.enter(call.locks(run.shell), signal, () => {
    session.live(agent, { type: "call-state", call: id, state: "waiting" });
  });
  try {
    signal.throwIfAborted();
    const checkpoint = changes
      ? await session.checkpoint({ type: "tool", tool: tool.name, title: call.title })
      : undefined;
    session.append("tool-started", { call: id, ...(checkpoint ? { checkpoint } : {}) }, agent);
    const started = session.now();
    const ending = await orAbort(call.run(context), signal).then(
      (output): Ending => ({ end: "done", output }),
      (error: unknown) => {
        signal.throwIfAborted();
        return failed(error);
      },
    );
    return await finish(
      run,
      tool,
      call,
      { ...ending, duration: session.now() - started },
      checkpoint,
      permitted.context,
    );
  } finally {
    leave();
  }
}

/** A command that only looks needs no checkpoint. */
function mayChange(call: ParsedCall, run: Run): boolean {
  const access = call.access(run.shell);
  return call.changes && !(access.type === "shell" && onlyReads(access.command));
}

/** A small model has room for about a tenth of its window. */
function roomFor(tool: Tool, { small, contextWindow }: AgentModel): number {
  return small ? Math.min(tool.outputLimit, Math.max(1600, Math.floor(contextWindow * 0.4))) : tool.outputLimit;
}

/** Looks at what changed and lets the hooks see the result: what they say of it the model reads, since it has happened. */
async function finish(
  run: Run,
  tool: Tool,
  call: ParsedCall,
  ending: Ending,
  checkpoint: string | undefined,
  before: string | undefined,
): Promise<Ending> {
  const { session, shell, signal } = run;
  if (checkpoint !== undefined) await session.settle();
  const access = call.access(shell);
  const only = access.type === "files" ? (access.writes ?? []).map(normalizePath) : undefined;
  const diff = checkpoint === undefined ? [] : await fileDiffs(session.workspace, checkpoint, only);
  const output = truncate(ending.output, roomFor(tool, run.model()));
  const seen = {
    tool: tool.name,
    input: call.input,
    cwd: shell.cwd,
    output: textOf(output),
    failed: ending.end === "failed",
  };
  const hook = await session.hooks.after(seen, signal);
  const notes = [before, hook.context, hook.message].filter((note) => note !== undefined);
  const all = notes.length > 0 ? [...output, ...say(`<hook>\n${notes.join("\n")}\n</hook>`)] : output;
  return { ...ending, output: all, ...(diff.length > 0 ? { diff } : {}) };
}

/**
 * Takes one call from what the model wrote to a result in the log. It never rejects: whatever happens, abort included,
 * the call ends with a result, so the conversation stays valid.
 */
export async function dispatch(raw: RawCall, step: string, run: Run): Promise<Attempt> {
  const { session, agent, signal } = run;
  const read = readCall(raw, run);
  const name = run.find(raw.name)?.name ?? raw.name;
  const input = read.type === "call" ? read.call.input : read.input;
  const title = read.type === "call" ? read.call.title : "";
  session.append(
    "tool-called",
    { step, call: raw.id, name, title, input, ...(raw.provider ? { provider: raw.provider } : {}) },
    agent,
  );
  let ending: Ending;
  try {
    ending =
      read.type === "call"
        ? await execute(run, raw.id, read.tool, read.call)
        : { end: "failed", output: say(read.message) };
  } catch (error) {
    ending = signal.aborted
      ? { end: "interrupted", output: say("Interrupted by the user while it ran. It may have taken effect in part.") }
      : failed(error);
  }
  session.append("tool-ended", { call: raw.id, ...ending }, agent);
  return {
    name,
    input,
    failed: ending.end !== "done",
    output: textOf(ending.output),
    changed: (ending.diff?.length ?? 0) > 0,
  };
}

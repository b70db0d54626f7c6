import { joinPath } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import { z } from "zod";
import type { HookSettings } from "../project/project-settings";
import type { HookOutcome, Hooks } from "./hooks";

type HookList = NonNullable<HookSettings[keyof HookSettings]>;
type Hook = HookList[number];

const usualTime = 10_000;
const answer = z.object({
  decision: z.enum(["deny", "ask"]).optional(),
  reason: z.string().optional(),
  context: z.string().optional(),
});

/** `Edit|Write`, `mcp__*`; absent or `*` fits every tool. */
function fits({ matcher }: Hook, tool: string): boolean {
  if (matcher === undefined || matcher === "" || matcher === "*") return true;
  return matcher.split("|").some((name) => name === tool || (name.endsWith("*") && tool.startsWith(name.slice(0, -1))));
}

async function readOutput(stream: ReadableStream<string>): Promise<string> {
  let text = "";
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    text = (text + next.value).slice(-20_000);
  return text.trim();
}

/** Exit code 2 refuses; otherwise the last line may be JSON. A hook that breaks asks, so that a broken guard isn't an open gate. */
function judge(code: number, output: string): HookOutcome {
  if (code === 2) return { verdict: "deny", message: output || "A hook of the project refused this." };
  if (code !== 0)
    return { verdict: "ask", message: `A hook of the project failed (exit code ${code}): ${output.slice(-500)}` };
  const last = output.split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return {};
  try {
    const { decision, reason, context } = answer.parse(JSON.parse(last));
    const verdict = decision ? { verdict: decision, message: reason ?? "A hook of the project decided so." } : {};
    return { ...verdict, ...(context ? { context } : {}) };
  } catch {
    return { verdict: "ask", message: "A hook of the project answered with something that is no decision." };
  }
}

async function runOne(hook: Hook, input: unknown, sandbox: Sandbox, signal: AbortSignal): Promise<HookOutcome> {
  const limit = AbortSignal.timeout(hook.timeout ?? usualTime);
  const file = joinPath("/tmp", `tabsmith-hook-${crypto.randomUUID()}.json`);
  await sandbox.files.mkdir("/tmp");
  await sandbox.files.write(file, JSON.stringify(input));
  try {
    const process = await sandbox.spawn("sh", ["-c", `( ${hook.command}\n) < ${file}`], {
      cwd: sandbox.cwd,
      signal: AbortSignal.any([limit, signal]),
    });
    const output = await readOutput(process.output);
    const { code } = await process.exit;
    signal.throwIfAborted();
    return limit.aborted
      ? { verdict: "ask", message: `A hook of the project took too long: ${hook.command}` }
      : judge(code, output);
  } finally {
    await sandbox.files.remove(file);
  }
}

const strictest = (outcomes: readonly HookOutcome[]): HookOutcome => {
  const deciding =
    outcomes.find(({ verdict }) => verdict === "deny") ?? outcomes.find(({ verdict }) => verdict === "ask");
  const context = outcomes.flatMap((outcome) => (outcome.context ? [outcome.context] : [])).join("\n");
  return {
    ...(deciding?.verdict ? { verdict: deciding.verdict, message: deciding.message ?? "" } : {}),
    ...(context ? { context } : {}),
  };
};

/** Runs the project's hooks in the sandbox, one after the other. Without trust, or without any, nothing runs. */
export function createHooks(
  settings: () => HookSettings,
  trusted: () => boolean,
  sandbox: () => Promise<Sandbox>,
): Hooks {
  const run = async (
    list: HookList | undefined,
    tool: string | undefined,
    input: unknown,
    signal: AbortSignal,
  ): Promise<HookOutcome> => {
    const wanted = trusted() ? (list ?? []).filter((hook) => tool === undefined || fits(hook, tool)) : [];
    if (wanted.length === 0) return {};
    const box = await sandbox();
    const outcomes: HookOutcome[] = [];
    for (const hook of wanted) {
      const outcome = await runOne(hook, input, box, signal);
      outcomes.push(outcome);
      if (outcome.verdict === "deny") break;
    }
    return strictest(outcomes);
  };
  return {
    before: (call, signal) => run(settings().PreToolUse, call.tool, { event: "PreToolUse", ...call }, signal),
    after: (call, signal) => run(settings().PostToolUse, call.tool, { event: "PostToolUse", ...call }, signal),
    prompt: (text, signal) =>
      run(settings().UserPromptSubmit, undefined, { event: "UserPromptSubmit", prompt: text }, signal),
  };
}

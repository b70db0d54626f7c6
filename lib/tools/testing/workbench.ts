import type { Sandbox } from "@/lib/sandbox";
import { createMemoryWorkspace, startMirror, type Workspace } from "@/lib/workspace";
import { createBackgroundTasks } from "../background-tasks";
import type { ToolContext } from "../context";
import { createSeenFiles } from "../seen-files";
import { ToolError, type CallPreview, type Tool } from "../tool";
import { createNodeSandbox } from "./node-sandbox";

/** A project, a sandbox with real processes, and a mirror between them. */
export interface TestProject {
  readonly workspace: Workspace;
  readonly sandbox: () => Promise<Sandbox>;
  readonly settle: () => Promise<void>;
  readonly root: () => Promise<string>;
  readonly dispose: () => Promise<void>;
}

export async function createTestProject(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<TestProject> {
  const workspace = await createMemoryWorkspace(files);
  let booted: Promise<{ box: Sandbox; settle: () => Promise<void>; stop: () => void }> | undefined;
  const boot = async () => {
    const box = await createNodeSandbox();
    const mirror = await startMirror(workspace, box);
    return {
      box,
      settle: () => mirror.settle(),
      stop: () => {
        mirror.dispose();
      },
    };
  };
  const get = () => (booted ??= boot());
  return {
    workspace,
    async sandbox() {
      const { box, settle } = await get();
      await settle();
      return box;
    },
    settle: async () => (await booted)?.settle(),
    root: async () => (await get()).box.cwd,
    async dispose() {
      const made = await booted;
      made?.stop();
      await made?.box.dispose();
      await workspace.dispose();
    },
  };
}

export interface Bench {
  readonly project: TestProject;
  readonly context: ToolContext;
  /** The text that the model would get; rejects with what a failure would say. */
  readonly use: (tool: Tool, input: unknown) => Promise<string>;
  readonly preview: (tool: Tool, input: unknown) => Promise<CallPreview>;
}

const refuse = (what: string) => async () => {
  throw new ToolError(`No ${what} in this test.`);
};

/** Everything that a tool may touch, for real where it can be. */
export async function createBench(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  more: Partial<ToolContext> = {},
): Promise<Bench> {
  const project = await createTestProject(files);
  let todos: ReturnType<ToolContext["todos"]["get"]> = [];
  const context: ToolContext = {
    workspace: project.workspace,
    root: "/home/project",
    sandbox: project.sandbox,
    settle: project.settle,
    signal: new AbortController().signal,
    callId: "call",
    shell: { cwd: "." },
    seen: createSeenFiles(),
    tasks: createBackgroundTasks(),
    report: () => undefined,
    todos: { get: () => todos, set: (next) => void (todos = next) },
    ask: refuse("user"),
    tellUser: () => undefined,
    plan: { enter: async () => true, propose: refuse("user"), active: () => false },
    delegate: refuse("helper"),
    agentKinds: () => [],
    sendMessage: () => Promise.reject(new ToolError("There is no helper.")),
    skills: { list: () => [], load: async () => undefined },
    deferred: { list: () => [], reveal: () => undefined },
    settings: { get: () => ({}), set: async () => undefined },
    structured: () => undefined,
    web: undefined,
    preview: undefined,
    sumUp: undefined,
    look: undefined,
    sees: true,
    ...more,
  };
  const parse = (tool: Tool, input: unknown) => {
    const parsed = tool.parse(input);
    if (!parsed.ok) throw new ToolError(parsed.error);
    return parsed.value;
  };
  return {
    project,
    context,
    async use(tool, input) {
      const output = await parse(tool, input).run(context);
      await project.settle();
      return output.map((item) => (item.type === "text" ? item.text : `[${item.mediaType}]`)).join("\n");
    },
    preview: (tool, input) => parse(tool, input).preview(context),
  };
}

import { basename, joinPath, type Disposable } from "@/lib/base";
import { connectEngine, type EngineConnection, type EngineFacts } from "@/lib/engine";
import type { Sandbox, SandboxCapabilities } from "../sandbox";
import { createEngineFiles } from "./engine-files";
import { spawnOnEngine } from "./engine-process";
import { treeOfFiles, filesOfTree } from "./engine-trees";

export interface EngineBootOptions {
  /** The sandbox origin. */
  readonly origin: string;
  /** A name under which the engine itself keeps the files in this browser. Without one they are gone with the page. */
  readonly project?: string;
  /** The project's folder in the engine. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

function capabilitiesOf({ programs, persistent, node }: EngineFacts): SandboxCapabilities {
  const has = new Set(programs.map(basename));
  return { node, npm: has.has("npm"), git: has.has("git"), python: has.has("python"), preview: true, persistent };
}

function sandboxOn(engine: EngineConnection, facts: EngineFacts): Sandbox {
  const { link } = engine;
  const { cwd } = facts;
  const held: Disposable[] = [];
  const at = (path: string) => joinPath(cwd, path);
  return {
    driver: "engine",
    cwd,
    capabilities: capabilitiesOf(facts),
    files: createEngineFiles(engine, cwd),
    spawn: (command, args, options = {}) => spawnOnEngine(link, cwd, command, args, options),
    onPort: (listener) =>
      engine.onPort(({ type, ...port }) => {
        listener({ type: type === "open" ? "opened" : "closed", ...port });
      }),
    onPreview: engine.onPreview,
    mount: async (tree, folder = "") => {
      await link.call("lay", [at(folder), filesOfTree(tree)]);
    },
    snapshot: async ({ at: folder = "", leaveOut = [] } = {}) =>
      treeOfFiles(await link.call("gather", [at(folder), leaveOut])),
    memory: () => link.call("memory", []),
    dispose: async () => {
      for (const item of held.splice(0)) item.dispose();
      await link.call("shutdown", []).catch(() => undefined);
      engine.close();
    },
  };
}

/** Boots tabsmith's own engine in a frame on the sandbox origin. */
export async function bootEngine({ origin, project, cwd, signal }: EngineBootOptions): Promise<Sandbox> {
  const engine = await connectEngine({ origin, ...(signal && { signal }) });
  try {
    const boot = { cwd: cwd ?? "/home/project", ...(project === undefined ? {} : { project }) };
    return sandboxOn(engine, await engine.link.call("boot", [boot], { ...(signal && { signal }) }));
  } catch (error) {
    engine.close();
    throw error;
  }
}

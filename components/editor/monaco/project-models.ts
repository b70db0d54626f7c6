import { codeOf, disposeAll, type Disposable } from "@/lib/base";
import type { Documents } from "@/lib/studio";
import { decodeText, isLeftOut, type Workspace } from "@/lib/workspace";
import { readProjectOptions } from "./compiler-options";
import { monaco } from "./monaco";
import { isFollowed, isTakingOver, modelOf, release, takeOver, uriOf } from "./models";
import { applyProjectOptions } from "./typescript";

const code = /\.(?:[cm]?[jt]sx?|d\.ts)$/;
const configs: readonly string[] = ["tsconfig.json", "jsconfig.json"];
const config = /(?:^|\/)[jt]sconfig[\w.-]*\.json$/;

const largestModel = 300_000;
const mostModels = 2000;

/** Whoever types or changes tabs meanwhile goes first. */
const readBetweenPauses = 8;
const idle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 250 }));

/**
 * Lets the language services see every source file of the project, open or not, and keeps them up to date.
 * A change that a service makes in a file that isn't open, such as a rename, is saved like typing.
 */
export function followProject(workspace: Workspace, documents: Documents): Disposable {
  const made = new Map<string, Disposable>();
  const update = async (path: string) => {
    if (config.test(path)) await configure(workspace);
    if (!code.test(path) || isLeftOut(path) || isFollowed(path)) return;
    const text = await readText(workspace, path);
    const known = monaco.editor.getModel(uriOf(path));
    if (text === undefined) {
      made.delete(path);
      known?.dispose();
    } else if (known) takeOver(known, text);
    else if (made.size < mostModels) made.set(path, makeModel(path, text, documents));
  };
  let isGone = false;
  const start = async () => {
    await configure(workspace);
    let count = 0;
    for await (const { path, size } of workspace.walk()) {
      if (isGone || made.size >= mostModels) return;
      if (size > largestModel || !code.test(path)) continue;
      if (count++ % readBetweenPauses === 0) await idle();
      await update(path);
    }
  };
  void start();
  return disposeAll([
    {
      dispose() {
        isGone = true;
        disposeAll(made.values()).dispose();
      },
    },
    documents.onClosed((path) => {
      release(path);
      const model = monaco.editor.getModel(uriOf(path));
      if (model && !made.has(path)) model.dispose();
      void update(path);
    }),
    workspace.onChange((changes) => {
      for (const { path } of changes) void update(path);
    }),
  ]);
}

function makeModel(path: string, text: string, documents: Documents): Disposable {
  const model = monaco.editor.createModel(text, undefined, uriOf(path));
  model.onDidChangeContent(() => {
    if (isTakingOver() || isFollowed(path)) return;
    const changed = model.getValue();
    void documents.open(path).then((document) => {
      takeOver(modelOf(document), changed);
      document.changed(() => model.getValue());
      return undefined;
    });
  });
  return {
    dispose() {
      if (!isFollowed(path)) model.dispose();
    },
  };
}

async function readText(workspace: Workspace, path: string): Promise<string | undefined> {
  try {
    return decodeText(await workspace.readBytes(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "EISDIR") return undefined;
    throw error;
  }
}

async function configure(workspace: Workspace): Promise<void> {
  const read = (path: string) => readText(workspace, path);
  for (const path of configs) {
    if ((await read(path)) !== undefined) return applyProjectOptions(await readProjectOptions(read, path));
  }
  return applyProjectOptions({ flags: {} });
}

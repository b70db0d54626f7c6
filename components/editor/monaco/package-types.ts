import { disposeAll, type Disposable } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import type { Calm, Computer } from "@/lib/studio";
import { whenCalm } from "./follow-calm";
import { keptPackages, keepPackages } from "./kept-packages";
import { monaco } from "./monaco";
import { followInstalls } from "./follow-installs";
import { createPackageCollection, type PackageCollection } from "./package-collection";
import { globalTypes } from "./package-files";
import { runningServices, setPackageFiles } from "./typescript";

interface Parts {
  readonly project: string;
  readonly computer: Computer;
  readonly calm: Calm;
}

/** Packages that need packages that need packages: after this many rounds the rest waits for the next occasion. */
const mostRounds = 8;

/**
 * Brings the types of installed packages to the language services as they are asked for: those that the project imports,
 * what these import, and all of `@types`. They are kept for the next visit, when no sandbox runs yet.
 */
export function followPackages({ project, computer, calm }: Parts): Disposable {
  const gone = new AbortController();
  const collection = createPackageCollection(gone.signal);
  let sandbox: Sandbox | undefined;
  let installed: Disposable | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Promise<void> = Promise.resolve();
  const bringSoon = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const bring = async () => {
        if (sandbox && (await bringPackages(collection, sandbox, gone.signal)) && !gone.signal.aborted)
          await keepPackages(project, collection.files);
      };
      working = working.then(bring, bring);
    }, delay);
  };
  const attach = () => {
    const state = computer.state.get();
    if (state.type !== "ready" || state.sandbox === sandbox) return;
    sandbox = state.sandbox;
    installed?.dispose();
    installed = followInstalls(sandbox, () => {
      collection.clear();
      bringSoon(0);
    });
    bringSoon(500);
  };
  void showKept(project, () => gone.signal.aborted || collection.files.size > 0);
  const following = whenCalm(calm, () => {
    attach();
    return { dispose: computer.state.subscribe(attach) };
  });
  const markers = monaco.editor.onDidChangeMarkers(() => {
    if (sandbox) bringSoon(800);
  });
  return disposeAll([
    markers,
    following,
    {
      dispose() {
        gone.abort();
        clearTimeout(timer);
        installed?.dispose();
        setPackageFiles(new Map());
      },
    },
  ]);
}

/** Whether something new came. Each round brings what the one before it made the services look for. */
async function bringPackages(collection: PackageCollection, sandbox: Sandbox, signal: AbortSignal): Promise<boolean> {
  let changed = await collection.add(sandbox, await globalTypes(sandbox));
  if (changed) setPackageFiles(collection.files);
  for (let rounds = 0; rounds < mostRounds && !signal.aborted; rounds++) {
    if (!(await collection.add(sandbox, await missingPackages()))) break;
    changed = true;
    setPackageFiles(collection.files);
  }
  return changed;
}

async function showKept(project: string, isLate: () => boolean): Promise<void> {
  const kept = await keptPackages(project);
  if (kept.size > 0 && !isLate()) setPackageFiles(kept);
}

interface PackageService {
  readonly takeMissingPackages: () => Promise<readonly string[]>;
}

/** What the services looked for in vain. A program that was built has looked for all it imports. */
async function missingPackages(): Promise<readonly string[]> {
  const models = monaco.editor.getModels().filter(({ uri }) => uri.scheme === "file");
  const missing = new Set<string>();
  for (const language of ["typescript", "javascript"]) {
    const model = models.find((candidate) => candidate.getLanguageId() === language);
    const [worker] = model ? await runningServices(new Set([language])) : [];
    if (!model || !worker) continue;
    const service = await worker(model.uri);
    await service.getSyntacticDiagnostics(model.uri.toString());
    for (const folder of await (service as unknown as PackageService).takeMissingPackages()) missing.add(folder);
  }
  return [...missing];
}

import type { Disposable } from "@/lib/base";
import { editsOfShared } from "@/lib/sharing";
import { createMemoryWorkspace, findTemplate, type Workspace } from "@/lib/workspace";
import { createComputer, type BootSandbox, type Computer } from "../computer";
import { createRunner, type Runner } from "../runner";
import { createTerminals, type Terminals } from "../terminals";
import type { SharedWork } from "./open-shared";
import { keptModules } from "../modules/kept-modules";

/** Someone else's project with a computer of its own, which is gone with the page: no agent, no keys, no place to keep anything. */
export interface Visit extends Disposable {
  readonly workspace: Workspace;
  readonly computer: Computer;
  readonly terminals: Terminals;
  readonly runner: Runner;
}

const nothingKept = { read: () => Promise.resolve([]), write: () => Promise.resolve() };

/** Nothing runs before `runner.start` is called, which a click does. */
export async function openVisit(
  { project, template, isTemplate }: SharedWork,
  boot: BootSandbox | undefined,
): Promise<Visit> {
  const workspace = await createMemoryWorkspace();
  await workspace.apply(editsOfShared(project));
  const computer = createComputer(workspace, boot);
  const terminals = createTerminals(computer.start, nothingKept);
  const runner = createRunner({
    workspace,
    computer,
    terminals,
    template: findTemplate(template ?? ""),
    showPreview: () => undefined,
    modules: keptModules,
    // A stranger's program could have changed what it installed.
    lends: isTemplate,
  });
  return {
    workspace,
    computer,
    terminals,
    runner,
    dispose() {
      runner.stop();
      void computer.stop().finally(() => void workspace.dispose());
    },
  };
}

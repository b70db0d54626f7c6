import type { ReadableStore } from "@/lib/base";
import type { Workspace } from "@/lib/workspace";
import type { Computer } from "./computer";
import { followEdits } from "./follow-edits";
import type { PreviewPage } from "./preview-page";
import type { OpenPort, RunState } from "./preview-state";
import { serveStatic } from "./run-plan";

export interface PlainPageParts {
  readonly workspace: Workspace;
  readonly computer: Computer;
  readonly run: ReadableStore<RunState>;
  readonly ports: ReadableStore<readonly OpenPort[]>;
  readonly page: PreviewPage;
}

/** The small server of plain files tells nobody that one was edited. Beside another server it can't be known whose page is shown. */
export function followPlainPage({ workspace, computer, run, ports, page }: PlainPageParts): void {
  followEdits({
    workspace,
    isPlain() {
      const now = run.get();
      const serves = now.type === "running" && now.command === serveStatic && ports.get().length === 1;
      return serves && page.facts.get() !== undefined;
    },
    async settle() {
      const now = computer.state.get();
      if (now.type === "ready") await now.mirror.settle();
    },
    reload: page.reload,
  });
}

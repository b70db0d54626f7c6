import type { ReadableStore } from "@/lib/base";
import type { Sandbox } from "@/lib/sandbox";
import type { Workspace } from "@/lib/workspace";
import { manifestPath } from "../manifest";
import type { TerminalSession } from "../terminal-session";
import type { KeptModules } from "./kept-modules";

export interface Lending {
  readonly modules: KeptModules;
  readonly workspace: Workspace;
  readonly sandbox: () => Promise<Sandbox>;
  readonly ports: ReadableStore<readonly unknown[]>;
}

/** Tools put what they have prepared beside the packages, when the first page is asked for. */
const rest = 6000;

/** Keeps what a run installed, once it has served for a while; not if it ends before, or its manifest is another by then. */
export async function lendWhenServing(lending: Lending, session: TerminalSession, wish: string): Promise<void> {
  const { modules, workspace, sandbox, ports } = lending;
  const before = await workspace.readText(manifestPath);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = async () => {
    if ((await workspace.readText(manifestPath)) === before) await modules.keep(await sandbox(), wish);
  };
  const look = () => {
    const { type } = session.state.get();
    const isOver = type === "ended" || type === "failed";
    if (isOver) {
      clearTimeout(timer);
      stopPorts();
      stopState();
    } else if (ports.get().length > 0) {
      timer ??= setTimeout(() => {
        void keep().catch(() => undefined);
      }, rest);
    }
  };
  const stopPorts = ports.subscribe(look);
  const stopState = session.state.subscribe(look);
  look();
}

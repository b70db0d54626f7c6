import { projectFile, showRegion, type Studio } from "@/lib/studio";
import type { TerminalLinks } from "./attach-terminal";

/** Links of a terminal lead to the project's files and preview. */
export function studioLinks({ workspace, editors, layout, runner }: Studio): TerminalLinks {
  return {
    findFile: (name) => projectFile(workspace, name),
    openFile(path, line, column) {
      layout.set((now) => showRegion(now, "editor"));
      editors.openAt({ path, line, column });
    },
    openLink(url) {
      const { hostname, port, pathname, search, hash } = new URL(url);
      const isOwn = hostname === "localhost" || hostname === "127.0.0.1";
      const open = runner.ports.get().find((one) => one.port === Number(port || 80));
      if (!isOwn || !open) {
        window.open(url, "_blank", "noopener,noreferrer");
        return;
      }
      runner.choosePort(open.port);
      runner.showPreview();
      void runner.page.go(pathname + search + hash);
    },
  };
}

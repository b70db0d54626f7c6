"use client";

import "@xterm/xterm/css/xterm.css";
import { useEffect, useRef, useState } from "react";
import { projectFile, showRegion, type Studio, type TerminalSession } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { useDark } from "../use-dark";
import { useStore } from "../use-store";
import { attachTerminal, type AttachedTerminal, type TerminalHost } from "./attach-terminal";
import { FindBar } from "./find-bar";
import { terminalTheme } from "./terminal-theme";

interface TerminalViewProps {
  readonly session: TerminalSession;
  readonly isFinding: boolean;
  readonly onEndFinding?: () => void;
}

/** xterm on one session. */
export function TerminalView({ session, isFinding, onEndFinding }: TerminalViewProps) {
  const studio = useStudio();
  const { fontSize } = useStore(useApp().settings);
  const isDark = useDark();
  const element = useRef<HTMLDivElement>(null);
  const [attached, setAttached] = useState<AttachedTerminal>();
  const [isFindingHere, setIsFindingHere] = useState(false);
  useEffect(() => {
    if (!element.current) return undefined;
    const onFind = () => {
      setIsFindingHere(true);
    };
    const now = attachTerminal(element.current, session, hostOf(studio, onFind));
    setAttached(now);
    return () => {
      now.detach();
    };
  }, [studio, session]);
  useEffect(() => {
    attached?.dress(terminalTheme(isDark), fontSize - 0.5);
  }, [attached, isDark, fontSize]);
  const endFinding = () => {
    setIsFindingHere(false);
    onEndFinding?.();
    attached?.search.clearDecorations();
    attached?.terminal.focus();
  };
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <StateBefore session={session} />
      {attached && (isFinding || isFindingHere) && <FindBar search={attached.search} onEnd={endFinding} />}
      <div ref={element} className="min-h-0 flex-1 overflow-hidden py-1 pl-3" />
      <StateAfter session={session} />
    </div>
  );
}

function hostOf({ workspace, editors, layout, runner }: Studio, onFind: () => void): TerminalHost {
  return {
    onFind,
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

function StateBefore({ session }: { readonly session: TerminalSession }) {
  const { terminal } = useStrings();
  const state = useStore(session.state);
  if (state.type === "starting") return <output className="block px-3 pt-2 text-ink-muted">{terminal.starting}</output>;
  if (state.type !== "failed") return null;
  return (
    <p role="alert" className="px-3 pt-2 text-bad">
      {state.reason}
    </p>
  );
}

function StateAfter({ session }: { readonly session: TerminalSession }) {
  const { terminal, panels } = useStrings();
  const state = useStore(session.state);
  if (state.type !== "ended" && state.type !== "kept" && state.type !== "failed") return null;
  const text = state.type === "ended" ? terminal.ended(state.code) : panels.terminal.earlier;
  return (
    <div className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-1">
      <output className="block min-w-0 flex-1 truncate text-small text-ink-muted">
        {state.type === "failed" ? "" : text}
      </output>
      {session.program && <Button onClick={session.restart}>{panels.terminal.restart}</Button>}
    </div>
  );
}

"use client";

import "@xterm/xterm/css/xterm.css";
import { useEffect, useRef, useState } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { Button } from "../ui/button";
import { useDark } from "../use-dark";
import { useStore } from "../use-store";
import { attachTerminal, type AttachedTerminal, type TerminalLinks } from "./attach-terminal";
import { FindBar } from "./find-bar";
import { terminalTheme } from "./terminal-theme";

interface TerminalViewProps {
  readonly session: TerminalSession;
  /** Where its links lead; the same one from one time to the next. */
  readonly links: TerminalLinks;
  readonly isFinding?: boolean;
  readonly onEndFinding?: () => void;
}

/** xterm on one session. */
export function TerminalView({ session, links, isFinding = false, onEndFinding }: TerminalViewProps) {
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
    const now = attachTerminal(element.current, session, { ...links, onFind });
    setAttached(now);
    return () => {
      now.detach();
    };
  }, [links, session]);
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
      {session.program && (
        <Button
          onClick={() => {
            session.restart();
            session.wantsFocus.set(true);
          }}
        >
          {panels.terminal.restart}
        </Button>
      )}
    </div>
  );
}

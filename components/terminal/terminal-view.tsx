"use client";

import { FitAddon } from "@xterm/addon-fit";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import { useEffect, useRef } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useDark } from "../use-dark";
import { useStore } from "../use-store";
import { terminalTheme } from "./terminal-theme";

/** xterm on one session. What was printed before is printed again when the view comes back. */
export function TerminalView({ session }: { readonly session: TerminalSession }) {
  const { terminal: strings } = useStrings();
  const { fontSize } = useStore(useApp().settings);
  const isDark = useDark();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<Terminal>(undefined);
  useEffect(() => {
    if (!host.current) return undefined;
    const attached = attach(host.current, session);
    view.current = attached.terminal;
    return () => {
      attached.detach();
    };
  }, [session]);
  useEffect(() => {
    if (!view.current) return;
    view.current.options.theme = terminalTheme(isDark);
    view.current.options.fontSize = fontSize - 0.5;
  }, [isDark, fontSize]);
  const state = useStore(session.state);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {state.type === "starting" && <output className="block px-3 pt-2 text-ink-muted">{strings.starting}</output>}
      {state.type === "failed" && (
        <p role="alert" className="px-3 pt-2 text-bad">
          {state.reason}
        </p>
      )}
      <div ref={host} className="min-h-0 flex-1 overflow-hidden py-1 pl-3" />
      {state.type === "ended" && (
        <output className="block border-t border-line px-3 py-1 text-small text-ink-muted">
          {strings.ended(state.code)}
        </output>
      )}
    </div>
  );
}

function attach(host: HTMLElement, session: TerminalSession) {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--font-mono") || "monospace",
    lineHeight: 1.25,
    cursorBlink: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    cursorStyle: "bar",
    scrollback: 10_000,
    screenReaderMode: true,
    minimumContrastRatio: 4.5,
    linkHandler: null,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new WebLinksAddon());
  terminal.open(host);
  terminal.textarea?.setAttribute("data-first-focus", "");
  terminal.write(session.printed());
  const output = session.onOutput((text) => {
    terminal.write(text);
  });
  const input = terminal.onData(session.write);
  const resized = terminal.onResize(({ cols, rows }) => {
    session.resize({ columns: cols, rows });
  });
  const observer = new ResizeObserver(() => {
    fit.fit();
  });
  observer.observe(host);
  const cleared = session.onCleared(() => {
    terminal.clear();
  });
  return {
    terminal,
    detach() {
      observer.disconnect();
      for (const listening of [output, input, resized, cleared]) listening.dispose();
      terminal.dispose();
    },
  };
}

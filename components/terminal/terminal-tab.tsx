"use client";

import { X } from "lucide-react";
import { useRef, useState, type RefCallback } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";

interface TerminalTabProps {
  readonly session: TerminalSession;
  readonly isShown: boolean;
  readonly isRenaming: boolean;
  readonly onRename: (id: string) => void;
  readonly onEnd: () => void;
}

export function TerminalTab({ session, isShown, isRenaming, onRename, onEnd }: TerminalTabProps) {
  const { terminals } = useStudio();
  const { terminal, panels } = useStrings();
  const name = useStore(session.name);
  const wasNamed = useRef(false);
  if (isRenaming) {
    const end = (byKey: boolean) => {
      wasNamed.current = byKey;
      onEnd();
    };
    return <NameField session={session} label={panels.terminal.name} onEnd={end} />;
  }
  return (
    <div
      role="presentation"
      className={classNames(
        "group relative flex h-full shrink-0 items-center transition-colors",
        isShown
          ? "text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-px after:bg-ink"
          : "text-ink-muted hover:text-ink",
      )}
    >
      <Tab
        session={session}
        isShown={isShown}
        onShown={(tab) => {
          if (tab && wasNamed.current) tab.focus();
          wasNamed.current = false;
        }}
        onRename={() => {
          onRename(session.id);
        }}
      />
      {/* For the pointer alone: a list of tabs holds nothing but tabs, and Delete or the menu closes one. */}
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        title={terminal.close(name)}
        onClick={() => {
          terminals.close(session.id);
        }}
        className="mx-0.5 rounded-control p-1 opacity-0 transition-opacity group-hover:opacity-100 hover:bg-hover focus-visible:opacity-100 coarse:p-2 coarse:opacity-100"
      >
        <X size={12} aria-hidden />
      </button>
    </div>
  );
}

interface TabProps {
  readonly session: TerminalSession;
  readonly isShown: boolean;
  readonly onShown: RefCallback<HTMLElement>;
  readonly onRename: () => void;
}

function Tab({ session, isShown, onShown, onRename }: TabProps) {
  const { terminals } = useStudio();
  const { terminal } = useStrings();
  const state = useStore(session.state);
  const name = useStore(session.name);
  return (
    <button
      type="button"
      role="tab"
      ref={onShown}
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      onClick={() => {
        terminals.show(session.id);
      }}
      onDoubleClick={() => {
        onRename();
      }}
      onKeyDown={({ key }) => {
        if (key === "F2") onRename();
        if (key === "Delete") terminals.close(session.id);
      }}
      className="focus-inset flex h-full max-w-44 items-center gap-1.5 pl-2.5 text-small"
    >
      {state.type === "running" && (
        <span title={terminal.running} className="size-1.5 shrink-0 rounded-full bg-good">
          <span className="sr-only">{terminal.running}</span>
        </span>
      )}
      {state.type === "failed" && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-bad" />}
      <span className="truncate">{name}</span>
    </button>
  );
}

interface NameFieldProps {
  readonly session: TerminalSession;
  readonly label: string;
  readonly onEnd: (byKey: boolean) => void;
}

function NameField({ session, label, onEnd }: NameFieldProps) {
  const [name, setName] = useState(() => session.name.get());
  const finish = (byKey: boolean) => {
    session.rename(name);
    onEnd(byKey);
  };
  return (
    <input
      aria-label={label}
      value={name}
      autoComplete="off"
      spellCheck={false}
      ref={(field) => {
        field?.focus();
      }}
      onChange={({ target }) => {
        setName(target.value);
      }}
      onBlur={() => {
        finish(false);
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") finish(true);
        if (key === "Escape") onEnd(true);
      }}
      className="my-1 h-6 w-32 shrink-0 rounded-control border border-control bg-surface px-1.5 text-small coarse:h-9"
    />
  );
}

"use client";

import { Download, Pencil, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { SessionSummary } from "@/lib/agent";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { fieldClass } from "../ui/text-field";
import { relativeTime } from "../relative-time";
import { useApp } from "../app-context";
import { useStore } from "../use-store";
import { useChat } from "../agent/chat-context";

interface SessionsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

interface Found {
  readonly session: SessionSummary;
  readonly excerpt?: string;
}

export function SessionsDialog({ open, onOpenChange }: SessionsDialogProps) {
  const { strings } = useChat();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={strings.openSessions} className="max-w-lg">
      {open && (
        <SessionList
          onOpened={() => {
            onOpenChange(false);
          }}
        />
      )}
    </Dialog>
  );
}

function SessionList({ onOpened }: { readonly onOpened: () => void }) {
  const { strings } = useChat();
  const [query, setQuery] = useState("");
  const sessions = useFound(query);
  return (
    <div className="flex min-h-0 flex-col gap-3 p-5">
      <div className="flex gap-2">
        <input
          type="search"
          aria-label={strings.searchSessions}
          placeholder={strings.searchSessions}
          className={fieldClass}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
          }}
        />
        <ImportButton onOpened={onOpened} />
      </div>
      {sessions.length === 0 && <p className="text-ink-muted">{strings.noSessions}</p>}
      <ul className="-mx-2 min-h-0 overflow-y-auto">
        {sessions.map((found) => (
          <SessionLine key={found.session.id} found={found} onOpened={onOpened} />
        ))}
      </ul>
    </div>
  );
}

function useFound(query: string): readonly Found[] {
  const { agent } = useChat();
  const sessions = useStore(agent.sessions);
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    let current = true;
    if (query.trim() === "") return undefined;
    void agent.searchSessions(query).then((hits) => {
      if (current) setFound(hits);
    });
    return () => {
      current = false;
    };
  }, [agent, query]);
  return query.trim() === "" ? sessions.map((session) => ({ session })) : found;
}

/** A session that was exported, here or elsewhere, becomes one of this project and is opened. */
function ImportButton({ onOpened }: { readonly onOpened: () => void }) {
  const { agent, host, strings } = useChat();
  const take = async (file: File) => {
    const id = await agent.importSession(await file.text());
    onOpened();
    await agent.openSession(id);
  };
  return (
    <label className={`${buttonClass("secondary", "medium")} focus-within:outline-2`}>
      {strings.importSession}
      <input
        type="file"
        accept=".jsonl,application/jsonl"
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void host.attempt(() => take(file));
        }}
      />
    </label>
  );
}

interface SessionLineProps {
  readonly found: Found;
  readonly onOpened: () => void;
}

function SessionLine({ found: { session, excerpt }, onOpened }: SessionLineProps) {
  const { agent, host, strings } = useChat();
  const { settings } = useApp();
  const { language } = useStore(settings);
  const current = useStore(agent.conversation).session === session.id;
  const [now] = useState(() => Date.now());
  const save = async () => {
    host.download(`${session.title}.jsonl`, await agent.exportSession(session.id));
  };
  const [naming, setNaming] = useState(false);
  if (naming)
    return (
      <li className="px-2 py-1">
        <NameForm
          session={session}
          onDone={() => {
            setNaming(false);
          }}
        />
      </li>
    );
  return (
    <li className="flex items-center gap-1 rounded-control px-2 hover:bg-hover">
      <button
        type="button"
        aria-current={current}
        className="min-w-0 flex-1 rounded-control py-1.5 text-left"
        onClick={() => {
          onOpened();
          void host.attempt(() => agent.openSession(session.id));
        }}
      >
        <span className="block truncate font-medium">{session.title}</span>
        <span className="block truncate text-small text-ink-faint">
          {excerpt ?? relativeTime(session.updatedAt, now, language)}
          {session.forkOf !== undefined && ` · ${strings.forked}`}
        </span>
      </button>
      <IconButton
        icon={Pencil}
        label={strings.renameSession(session.title)}
        onClick={() => {
          setNaming(true);
        }}
      />
      <IconButton icon={Download} label={strings.exportSession} onClick={() => void host.attempt(save)} />
      <IconButton
        icon={Trash2}
        label={strings.removeSession(session.title)}
        disabled={current}
        onClick={() => void host.attempt(() => agent.removeSession(session.id))}
      />
    </li>
  );
}

function NameForm({ session, onDone }: { readonly session: SessionSummary; readonly onDone: () => void }) {
  const { agent, host, strings } = useChat();
  const [title, setTitle] = useState(session.title);
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void host.attempt(() => agent.renameSession(session.id, title.trim()));
      }}
    >
      <input
        aria-label={strings.sessionTitle}
        className={fieldClass}
        value={title}
        onChange={(event) => {
          setTitle(event.target.value);
        }}
      />
      <Button type="submit" size="medium" disabled={title.trim() === ""}>
        {strings.save}
      </Button>
      <Button look="ghost" size="medium" onClick={onDone}>
        {strings.cancel}
      </Button>
    </form>
  );
}

"use client";

import { SquareTerminal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { TerminalSession } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { useStore } from "../use-store";
import { studioLinks } from "./studio-links";
import { TerminalHeader } from "./terminal-header";

const TerminalView = dynamic(async () => (await import("./terminal-view")).TerminalView, { ssr: false });

export function TerminalPanel() {
  const { terminals } = useStudio();
  const { terminal } = useStrings();
  const { sessions, shown, beside } = useStore(terminals.state);
  const [isFinding, setIsFinding] = useState(false);
  const session = sessions.find(({ id }) => id === shown);
  const second = sessions.find(({ id }) => id === beside && id !== shown);
  return (
    <>
      <TerminalHeader
        sessions={sessions}
        session={session}
        onFind={() => {
          setIsFinding((now) => !now);
        }}
      />
      {session ? (
        <div className="flex min-h-0 flex-1 divide-x divide-line">
          <Pane
            key={session.id}
            session={session}
            isFinding={isFinding}
            onEndFinding={() => {
              setIsFinding(false);
            }}
          />
          {second && <Pane key={second.id} session={second} isFinding={false} />}
        </div>
      ) : (
        <EmptyState
          icon={<SquareTerminal size={20} aria-hidden />}
          title={terminal.empty}
          text={terminal.emptyText}
          action={
            <Button
              onClick={() => {
                terminals.open({ focus: true });
              }}
            >
              {terminal.new}
            </Button>
          }
        />
      )}
    </>
  );
}

interface PaneProps {
  readonly session: TerminalSession;
  readonly isFinding: boolean;
  readonly onEndFinding?: () => void;
}

function Pane({ session, ...finding }: PaneProps) {
  const studio = useStudio();
  const { terminal } = useStrings();
  const [links] = useState(() => studioLinks(studio));
  const name = useStore(session.name);
  return (
    <div role="tabpanel" aria-label={terminal.view(name)} className="flex min-h-0 min-w-0 flex-1">
      <TerminalView session={session} links={links} {...finding} />
    </div>
  );
}

"use client";

import { AppWindow, Code, Files, MessageSquare, SquareTerminal, type LucideIcon } from "lucide-react";
import { showRegion, visibleIn, type Region } from "@/lib/studio";
import { useStrings } from "../app-context";
import { ChatRegion } from "../chat/chat-region";
import { EditorRegion } from "../editor/editor-region";
import { PreviewRegion } from "../preview/preview-region";
import { useStudio } from "../studio-context";
import { TerminalRegion } from "../terminal/terminal-region";
import { AttentionDot } from "../ui/attention-dot";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";
import { SidePanel } from "./side-panel";

const regions: readonly { readonly region: Region; readonly icon: LucideIcon }[] = [
  { region: "files", icon: Files },
  { region: "editor", icon: Code },
  { region: "preview", icon: AppWindow },
  { region: "terminal", icon: SquareTerminal },
  { region: "chat", icon: MessageSquare },
];

/** One region at a time, with a switch within reach of a thumb. */
export function PhoneBody() {
  const { assistant, layout } = useStudio();
  const { workbench } = useStrings();
  const now = useStore(layout);
  const asks = useStore(assistant.asks) && now.phone !== "chat";
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex min-h-0 min-w-0 flex-1">
        <PhoneRegion region={now.phone} view={visibleIn(now).side ?? "files"} />
      </div>
      <nav
        aria-label={workbench.switcher}
        className="grid shrink-0 grid-cols-5 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)]"
      >
        {regions.map(({ region, icon: Icon }) => (
          <button
            key={region}
            type="button"
            aria-current={now.phone === region ? "page" : undefined}
            onClick={() => {
              layout.set((before) => showRegion(before, region));
            }}
            className={classNames(
              "focus-inset relative flex h-14 flex-col items-center justify-center gap-0.5 text-mini transition-colors",
              now.phone === region
                ? "text-ink before:absolute before:inset-x-4 before:top-0 before:h-0.5 before:bg-ink"
                : "text-ink-muted",
            )}
          >
            <span className="relative">
              <Icon size={18} aria-hidden />
              {asks && region === "chat" && <AttentionDot />}
            </span>
            {workbench.regions[region]}
            {asks && region === "chat" && <span className="sr-only">{workbench.agentAsks}</span>}
          </button>
        ))}
      </nav>
    </div>
  );
}

function PhoneRegion({
  region,
  view,
}: {
  readonly region: Region;
  readonly view: Parameters<typeof SidePanel>[0]["view"];
}) {
  switch (region) {
    case "files":
      return <SidePanel view={view} />;
    case "editor":
      return <EditorRegion />;
    case "preview":
      return <PreviewRegion />;
    case "terminal":
      return <TerminalRegion />;
    case "chat":
      return <ChatRegion />;
  }
}

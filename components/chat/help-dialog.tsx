"use client";

import type { SlashCommand } from "@/lib/agent";
import { useChat } from "../agent/chat-context";
import { Dialog } from "../ui/dialog";
import { useStore } from "../use-store";

interface HelpDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What can be typed: commands of the app, of the project and of its skills, and the keys of the message box. */
export function HelpDialog({ open, onOpenChange }: HelpDialogProps) {
  const { agent, strings } = useChat();
  const commands = useStore(agent.commands);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={strings.help} className="max-w-lg">
      <div tabIndex={0} className="focus-inset flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
        <ul aria-label={strings.helpKeys} className="flex flex-col gap-1 text-small">
          {strings.keysOfMessage.map(([keys, does]) => (
            <li key={keys} className="grid grid-cols-[9rem_1fr] gap-3">
              <span className="font-mono">{keys}</span>
              <span className="text-ink-muted">{does}</span>
            </li>
          ))}
        </ul>
        <ul aria-label={strings.helpCommands} className="flex flex-col gap-1 text-small">
          {commands.map((command) => (
            <CommandLine key={command.name} command={command} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function CommandLine({ command: { name, argument, description, source } }: { readonly command: SlashCommand }) {
  const { strings } = useChat();
  return (
    <li className="grid grid-cols-[9rem_1fr] gap-3">
      <span className="min-w-0 font-mono break-words">
        /{name} <span className="text-ink-faint">{argument}</span>
      </span>
      <span className="text-ink-muted">
        {strings.commandTexts[name] ?? description}
        {source !== "built-in" && ` (${strings.commandSources[source]})`}
      </span>
    </li>
  );
}

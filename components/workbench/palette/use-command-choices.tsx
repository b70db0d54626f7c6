"use client";

import { showKeys, type Command } from "@/lib/studio";
import { useStrings } from "../../app-context";
import { useStudio } from "../../studio-context";
import { Kbd } from "../../ui/kbd";
import { useMac } from "../../use-media";
import { useStore } from "../../use-store";
import type { Choices } from "./choice";
import { rankCommands } from "./rank-commands";

/** Everything that can be done now, by part of its name, with its keys. */
export function useCommandChoices(text: string | undefined, close: () => void): Choices {
  const { commands, attempt } = useStudio();
  const strings = useStrings();
  const mac = useMac();
  const list = useStore(commands.list);
  if (text === undefined) return [];
  const known = list.filter(({ id, isAvailable }) => id !== "palette" && (isAvailable?.() ?? true));
  const found = rankCommands(known, text, strings);
  if (found.length === 0) return strings.commands.none;
  const run = (command: Command) => () => {
    close();
    // The dialog gives the focus back first; a command may want to put it elsewhere.
    requestAnimationFrame(() => void attempt(async () => command.run()));
  };
  return found.map((command) => ({
    id: command.id,
    show: () => (
      <>
        <span className="min-w-0 flex-1 truncate">{command.title(strings)}</span>
        {command.keys?.[0] && <Kbd>{showKeys(command.keys[0], mac)}</Kbd>}
      </>
    ),
    run: run(command),
  }));
}

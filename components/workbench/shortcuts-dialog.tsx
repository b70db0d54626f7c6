"use client";

import { useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { ShortcutRow } from "./shortcut-row";
import { tourSeen } from "./tour";

/** Every command with its keys, to look through, to search, and to give other keys. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings();
  const [wanted, setWanted] = useState("");
  const commands = useStore(useStudio().commands.list)
    .filter((command) => command.title(strings).toLowerCase().includes(wanted.trim().toLowerCase()))
    .toSorted((a, b) => a.title(strings).localeCompare(b.title(strings)));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={strings.shortcuts.title}
      description={strings.shortcuts.description}
      className="max-w-3xl"
    >
      <div className="flex gap-2 px-5 pt-3">
        <input
          type="search"
          data-first-focus
          aria-label={strings.panels.app.searchShortcuts}
          placeholder={strings.panels.app.searchShortcuts}
          value={wanted}
          onChange={({ target }) => {
            setWanted(target.value);
          }}
          className={fieldClass}
        />
        <Button
          size="medium"
          onClick={() => {
            tourSeen().set(false);
            onClose();
          }}
        >
          {strings.panels.tour.again}
        </Button>
      </div>
      {commands.length === 0 && <p className="px-5 py-6 text-ink-muted">{strings.panels.app.noShortcut}</p>}
      <dl tabIndex={0} className="grid min-h-0 flex-1 gap-x-8 overflow-auto px-5 py-3 sm:grid-cols-2">
        {commands.map((command) => (
          <ShortcutRow key={command.id} command={command} />
        ))}
      </dl>
    </Dialog>
  );
}

"use client";

import { useState } from "react";
import { showKeys } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { fieldClass } from "../ui/text-field";
import { useMac } from "../use-media";
import { useStore } from "../use-store";
import { tourSeen } from "./tour";

/** Every command that has keys, to look through and to search. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings();
  const mac = useMac();
  const [wanted, setWanted] = useState("");
  const commands = useStore(useStudio().commands.list).filter(
    (command) => command.keys && command.title(strings).toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Dialog open onOpenChange={onClose} title={strings.shortcuts.title} description={strings.shortcuts.description}>
      <div className="flex gap-2 px-5 pt-3">
        <input
          type="search"
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
          <div key={command.id} className="flex items-center gap-3 border-b border-line py-1.5">
            <dt className="min-w-0 flex-1">{command.title(strings)}</dt>
            <dd className="flex gap-1">
              {command.keys?.map((keys) => (
                <Kbd key={keys}>{showKeys(keys, mac)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

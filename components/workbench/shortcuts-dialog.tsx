"use client";

import { showKeys } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { useMac } from "../use-media";
import { useStore } from "../use-store";

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings();
  const mac = useMac();
  const commands = useStore(useStudio().commands.list).filter(({ keys }) => keys);
  return (
    <Dialog open onOpenChange={onClose} title={strings.shortcuts.title} description={strings.shortcuts.description}>
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

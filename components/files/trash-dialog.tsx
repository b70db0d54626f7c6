"use client";

import { Trash2, Undo2 } from "lucide-react";
import { useState } from "react";
import { basename, dirname } from "@/lib/base";
import type { TrashEntry } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";

/** What was deleted in this project, to lay back or to be rid of. */
export function TrashDialog({ onClose }: { readonly onClose: () => void }) {
  const { trash } = useStudio();
  const { panels } = useStrings();
  const { files } = panels;
  const entries = useStore(trash.entries);
  const { empty, putBack } = useTrashActions();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={files.trash}
      {...(entries.length > 0 && { description: files.trashText })}
    >
      {entries.length === 0 ? (
        <div className="h-48">
          <EmptyState icon={<Trash2 size={20} aria-hidden />} title={files.trashEmpty} />
        </div>
      ) : (
        <>
          <ul aria-label={files.trash} className="min-h-0 flex-1 overflow-auto py-1">
            {entries.map((entry) => (
              <Row key={`${entry.checkpoint} ${entry.path}`} entry={entry} onPutBack={putBack} />
            ))}
          </ul>
          <footer className="flex justify-end border-t border-line px-5 py-3">
            <Button onClick={empty}>{files.emptyTrash}</Button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

interface RowProps {
  readonly entry: TrashEntry;
  readonly onPutBack: (entry: TrashEntry) => void;
}

function Row({ entry, onPutBack }: RowProps) {
  const { panels } = useStrings();
  const { language } = useStore(useApp().settings);
  const [now] = useState(Date.now);
  const folder = dirname(entry.path);
  return (
    <li className="flex min-h-9 items-center gap-3 px-5 py-1 coarse:min-h-11">
      <span className="min-w-0 flex-1 truncate">
        {basename(entry.path)}
        {folder !== "." && <span className="ml-2 text-small text-ink-muted">{folder}</span>}
      </span>
      <span className="shrink-0 text-small text-ink-muted">{relativeTime(entry.at, now, language)}</span>
      <IconButton
        icon={Undo2}
        label={panels.files.putBack(entry.path)}
        onClick={() => {
          onPutBack(entry);
        }}
      />
    </li>
  );
}

function useTrashActions() {
  const { trash, attempt, notices, lease } = useStudio();
  const { panels, common, files } = useStrings();
  const guarded = (work: () => Promise<void> | void) =>
    void attempt(async () => {
      if (lease.state.get() !== "held") throw new Error(files.readOnly);
      await work();
    });
  return {
    putBack: (entry: TrashEntry) => {
      guarded(async () => {
        await trash.putBack(entry);
        notices.emit({ type: "success", text: panels.files.broughtBack(entry.path) });
      });
    },
    empty: () => {
      guarded(() => {
        const undo = trash.empty();
        notices.emit({ type: "info", text: panels.files.trashEmptied, action: { label: common.undo, run: undo } });
      });
    },
  };
}

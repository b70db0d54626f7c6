"use client";

import { Trash2 } from "lucide-react";
import type { DownloadState, ModelEntry, StoredModel, ModelDesk, ModelStrings } from "@/lib/studio";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { useStore } from "../use-store";
import { DownloadButton } from "./download-button";
import { FailureNote } from "./failure-note";
import { formatBytes } from "./format";
import { useModelStrings } from "./use-model-strings";

interface ModelDownloadsProps {
  readonly models: ModelDesk;
  /** Leads to what could be downloaded. */
  readonly onChoose: () => void;
}

/** What has been downloaded and what is on its way, with its size and a way to be rid of it. */
export function ModelDownloads({ models, onChoose }: ModelDownloadsProps) {
  const { downloads: words, free: sayFree } = useModelStrings();
  const free = useStore(models.downloads.free);
  const freeText = sayFree(formatBytes(free ?? 0));
  const entries = useStore(models.catalogue.entries);
  const states = useStore(models.downloads.states);
  const stored = useStore(models.downloads.stored);
  const shown = entries.filter(({ id }) => states.has(id) || stored.some((model) => model.id === id));
  if (shown.length === 0)
    return (
      <EmptyState
        title={words.none}
        {...(free !== undefined && { text: freeText })}
        action={<Button onClick={onChoose}>{words.choose}</Button>}
      />
    );
  return (
    <>
      {free !== undefined && <p className="text-small text-ink-muted">{freeText}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {shown.map((entry) => (
          <li key={entry.id} className="py-3">
            <DownloadItem
              entry={entry}
              models={models}
              state={states.get(entry.id)}
              stored={stored.find(({ id }) => id === entry.id)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface DownloadItemProps {
  readonly entry: ModelEntry;
  readonly models: ModelDesk;
  readonly state: DownloadState | undefined;
  readonly stored: StoredModel | undefined;
}

function DownloadItem({ entry, models, state, stored }: DownloadItemProps) {
  const { downloads: words } = useModelStrings();
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{entry.name}</span>
        <span className="text-small text-ink-muted">{sizeOf(state, stored, words)}</span>
        <DownloadButton entry={entry} models={models} fits />
        <Button look="ghost" aria-label={words.remove(entry.name)} onClick={() => void models.downloads.remove(entry)}>
          <Trash2 size={14} aria-hidden />
        </Button>
      </div>
      {state?.type === "running" && (
        <progress
          className="h-1 w-full accent-ember"
          aria-label={entry.name}
          value={state.loaded}
          max={state.total || 1}
        />
      )}
      {state?.type === "failed" && <FailureNote says={state.says} />}
    </div>
  );
}

function sizeOf(
  state: DownloadState | undefined,
  stored: StoredModel | undefined,
  words: ModelStrings["downloads"],
): string {
  if (state?.type === "running") return words.progress(formatBytes(state.loaded), formatBytes(state.total));
  if (!stored) return "";
  const size = stored.bytes === undefined ? words.unknownSize : formatBytes(stored.bytes);
  return stored.complete ? size : `${size}, ${words.partial}`;
}

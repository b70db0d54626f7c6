"use client";

import { BookmarkPlus } from "lucide-react";
import { useState } from "react";
import type { Checkpoint } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Region, RegionHeader } from "../ui/region";
import { Switch } from "../ui/switch";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { CheckpointDetails } from "./checkpoint-details";
import { useLabelOf } from "./use-label-of";

/** The project's checkpoints, the newest first: look at what differs, and go back. */
export function HistoryRegion() {
  const { workspace } = useStudio();
  const { tools } = useStrings();
  const checkpoints = useStore(workspace.history.checkpoints);
  const [chosen, setChosen] = useState<string>();
  const [isNamedOnly, setNamedOnly] = useState(false);
  const [limit, setLimit] = useState(pageSize);
  const shown = checkpoints.filter(({ automatic }) => !automatic || !isNamedOnly).toReversed();
  return (
    <Region id="history" label={tools.history.title}>
      <RegionHeader title={tools.history.title} />
      <NewCheckpoint />
      {checkpoints.length === 0 ? (
        <EmptyState title={tools.history.empty} text={tools.history.emptyText} />
      ) : (
        <div className="min-h-0 flex-1 overflow-auto pb-4">
          <div className="px-3">
            <Switch label={tools.history.namedOnly} checked={isNamedOnly} onChange={setNamedOnly} />
          </div>
          <ol>
            {shown.slice(0, limit).map((checkpoint) => (
              <CheckpointRow
                key={checkpoint.id}
                checkpoint={checkpoint}
                isOpen={checkpoint.id === chosen}
                onToggle={() => {
                  setChosen(checkpoint.id === chosen ? undefined : checkpoint.id);
                }}
              />
            ))}
          </ol>
          {shown.length > limit && (
            <Button
              look="ghost"
              className="mx-2"
              onClick={() => {
                setLimit(limit + pageSize);
              }}
            >
              {tools.history.more(shown.length - limit)}
            </Button>
          )}
        </div>
      )}
    </Region>
  );
}

const pageSize = 60;

function NewCheckpoint() {
  const { workspace, documents, notices, attempt } = useStudio();
  const { tools } = useStrings();
  const [name, setName] = useState("");
  const make = async () => {
    await documents.flush();
    const { label } = await workspace.history.checkpoint(name.trim() || tools.history.unnamed);
    setName("");
    notices.emit({ type: "success", text: tools.history.made(label) });
  };
  const submit = () => void attempt(make);
  return (
    <form
      className="flex shrink-0 gap-1 border-b border-line p-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input
        data-first-focus
        aria-label={tools.history.name}
        placeholder={tools.history.name}
        value={name}
        maxLength={120}
        autoComplete="off"
        onChange={({ target }) => {
          setName(target.value);
        }}
        className={fieldClass}
      />
      <IconButton icon={BookmarkPlus} size="medium" label={tools.history.make} onClick={submit} />
    </form>
  );
}

interface CheckpointRowProps {
  readonly checkpoint: Checkpoint;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function CheckpointRow({ checkpoint, isOpen, onToggle }: CheckpointRowProps) {
  const { tools } = useStrings();
  const { language } = useStore(useApp().settings);
  const [now] = useState(Date.now);
  const labelOf = useLabelOf();
  const { at, automatic } = checkpoint;
  return (
    <li className={classNames("border-l-2", isOpen ? "border-ink bg-ground" : "border-transparent")}>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="focus-inset flex w-full flex-col px-3 py-1.5 text-left transition-colors hover:bg-hover"
      >
        <span className={classNames("w-full truncate", automatic ? "text-ink-muted" : "font-medium")}>
          {labelOf(checkpoint)}
        </span>
        <span className="text-small text-ink-faint">
          <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString(language)}>
            {relativeTime(at, Math.max(now, at), language)}
          </time>
          {automatic && `, ${tools.history.automatic}`}
        </span>
      </button>
      {isOpen && <CheckpointDetails checkpoint={checkpoint} />}
    </li>
  );
}

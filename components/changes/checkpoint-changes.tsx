"use client";

import { GitCommitHorizontal } from "lucide-react";
import { useState } from "react";
import { showRegion } from "@/lib/studio";
import type { Checkpoint, FileDifference } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { ChangedFile } from "./changed-file";
import { useDifferences } from "./use-differences";
import { useLabelOf } from "./use-label-of";

/** What changed since a checkpoint, file by file, to look at and to take back. */
export function CheckpointChanges() {
  const { workspace, notices, attempt } = useStudio();
  const { git } = useStrings();
  const checkpoints = useStore(workspace.history.checkpoints);
  const [chosen, setChosen] = useState<string>();
  const since = checkpoints.find(({ id }) => id === chosen) ?? latest(checkpoints);
  const make = () =>
    void attempt(async () => {
      const made = await workspace.history.checkpoint(git.checkpointName);
      setChosen(made.id);
      notices.emit({ type: "success", text: git.made });
    });
  return since ? (
    <>
      <div className="flex shrink-0 items-end gap-1 border-b border-line p-2">
        <SinceField checkpoints={checkpoints} since={since} onChoose={setChosen} />
        <IconButton icon={GitCommitHorizontal} label={git.checkpoint} size="medium" onClick={make} />
      </div>
      <Differences since={since} />
    </>
  ) : (
    <EmptyState
      title={git.noCheckpoint}
      text={git.noCheckpointText}
      action={<Button onClick={make}>{git.checkpoint}</Button>}
    />
  );
}

const latest = (checkpoints: readonly Checkpoint[]): Checkpoint | undefined =>
  checkpoints.toSorted((a, b) => b.at - a.at)[0];

interface SinceFieldProps {
  readonly checkpoints: readonly Checkpoint[];
  readonly since: Checkpoint;
  readonly onChoose: (id: string) => void;
}

function SinceField({ checkpoints, since, onChoose }: SinceFieldProps) {
  const { git } = useStrings();
  const { language } = useStore(useApp().settings);
  const labelOf = useLabelOf();
  const [now] = useState(Date.now);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <label htmlFor="changes-since" className="text-small text-ink-faint">
        {git.since}
      </label>
      <select
        id="changes-since"
        value={since.id}
        onChange={({ target }) => {
          onChoose(target.value);
        }}
        className={fieldClass}
      >
        {checkpoints
          .toSorted((a, b) => b.at - a.at)
          .map((checkpoint) => (
            <option key={checkpoint.id} value={checkpoint.id}>
              {`${labelOf(checkpoint)}, ${relativeTime(checkpoint.at, now, language)}`}
            </option>
          ))}
      </select>
    </div>
  );
}

function Differences({ since }: { readonly since: Checkpoint }) {
  const { git } = useStrings();
  const differences = useDifferences(since.id);
  if (!differences) return null;
  if (differences.length === 0) return <p className="p-3 text-ink-faint">{git.none}</p>;
  return (
    <ul className="min-h-0 flex-1 overflow-auto py-1">
      {differences.map((difference) => (
        <DifferenceRow key={difference.path} difference={difference} since={since} />
      ))}
    </ul>
  );
}

function DifferenceRow({ difference, since }: { readonly difference: FileDifference; readonly since: Checkpoint }) {
  const { editors, layout, workspace, notices, attempt } = useStudio();
  const { git, common } = useStrings();
  const { path } = difference;
  const takeBack = () =>
    void attempt(async () => {
      const before = await workspace.history.restore(since.id, [path]);
      const undo = async () => void (await workspace.history.restore(before.id, [path]));
      notices.emit({ type: "info", text: git.takenBack(path), action: { label: common.undo, run: undo } });
    });
  return (
    <ChangedFile
      difference={difference}
      onOpen={() => {
        layout.set((now) => showRegion(now, "editor"));
        editors.open(path, { type: "diff", since: since.id });
      }}
      restoreLabel={git.takeBack(path)}
      onRestore={takeBack}
    />
  );
}

"use client";

import { useState } from "react";
import { showRegion } from "@/lib/studio";
import type { Checkpoint, FileDifference } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { relativeTime } from "../relative-time";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { useStore } from "../use-store";
import { ChangedFile } from "./changed-file";
import { useDifferences } from "./use-differences";
import { useLabelOf } from "./use-label-of";

/** What differs between a checkpoint and another one or the files as they are now. */
export function CheckpointDetails({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { tools } = useStrings();
  const [other, setOther] = useState<string>();
  const differences = useDifferences(checkpoint.id, other);
  const restore = useRestore(checkpoint);
  const labelOf = useLabelOf();
  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <CompareWith checkpoint={checkpoint} value={other} onChange={setOther} />
      {differences && (
        <output className="block text-small text-ink-faint">
          {differences.length === 0 ? tools.history.same : tools.history.files(differences.length)}
        </output>
      )}
      {differences && differences.length > 0 && (
        <>
          <ul className="-mx-3">
            {differences.slice(0, mostShown).map((difference) => (
              <Difference
                key={difference.path}
                difference={difference}
                since={checkpoint.id}
                until={other}
                onRestore={() => {
                  restore([difference.path]);
                }}
              />
            ))}
          </ul>
          {differences.length > mostShown && (
            <p className="text-small text-ink-faint">{tools.history.more(differences.length - mostShown)}</p>
          )}
          <Button
            aria-label={tools.history.restore(labelOf(checkpoint))}
            className="self-start"
            onClick={() => {
              restore();
            }}
          >
            {tools.history.restoreAll}
          </Button>
        </>
      )}
    </div>
  );
}

const mostShown = 200;

interface CompareWithProps {
  readonly checkpoint: Checkpoint;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

function CompareWith({ checkpoint, value, onChange }: CompareWithProps) {
  const checkpoints = useStore(useStudio().workspace.history.checkpoints);
  const { language } = useStore(useApp().settings);
  const { tools } = useStrings();
  const labelOf = useLabelOf();
  const [now] = useState(Date.now);
  return (
    <label className="flex flex-col gap-1 text-small text-ink-faint">
      {tools.history.compareWith}
      <select
        value={value ?? ""}
        onChange={({ target }) => {
          onChange(target.value === "" ? undefined : target.value);
        }}
        className={fieldClass}
      >
        <option value="">{tools.history.now}</option>
        {checkpoints
          .filter(({ id }) => id !== checkpoint.id)
          .toReversed()
          .map((other) => (
            <option key={other.id} value={other.id}>
              {`${labelOf(other)}, ${relativeTime(other.at, Math.max(now, other.at), language)}`}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Every restore makes a checkpoint before it, and offers to go back there. */
function useRestore(checkpoint: Checkpoint): (paths?: readonly string[]) => void {
  const { workspace, documents, notices, attempt } = useStudio();
  const { tools, common } = useStrings();
  const labelOf = useLabelOf();
  const { id } = checkpoint;
  return (paths) =>
    void attempt(async () => {
      await documents.flush();
      const before = await workspace.history.restore(id, paths);
      const undo = async () => void (await workspace.history.restore(before.id, paths));
      const text =
        paths?.[0] === undefined ? tools.history.restored(labelOf(checkpoint)) : tools.history.restoredFile(paths[0]);
      notices.emit({ type: "success", text, action: { label: common.undo, run: undo } });
    });
}

interface DifferenceProps {
  readonly difference: FileDifference;
  readonly since: string;
  readonly until: string | undefined;
  readonly onRestore: () => void;
}

function Difference({ difference, since, until, onRestore }: DifferenceProps) {
  const { editors, layout } = useStudio();
  const { tools } = useStrings();
  return (
    <ChangedFile
      difference={difference}
      onOpen={() => {
        layout.set((now) => showRegion(now, "editor"));
        editors.open(difference.path, { type: "diff", since, preview: true, ...(until !== undefined && { until }) });
      }}
      restoreLabel={tools.history.restoreFile(difference.path)}
      onRestore={onRestore}
    />
  );
}

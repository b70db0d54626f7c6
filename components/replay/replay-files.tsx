"use client";

import { memo, useMemo, useState } from "react";
import type { FileSet } from "@/lib/studio";
import type { FileDiff } from "@/lib/tools";
import { CodeView } from "../reading/code-view";
import { FileList } from "../reading/file-list";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { EmptyState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { StepDiff } from "./step-diff";

interface ReplayFilesProps {
  readonly files: FileSet;
  readonly diff: readonly FileDiff[] | undefined;
  readonly isNarrow: boolean;
}

type Shown = "files" | "changes";

/** The files as they were at the step, or what the step changed in them. It follows the changes until someone picks a file. */
export const ReplayFiles = memo(function ReplayFiles({ files, diff, isNarrow }: ReplayFilesProps) {
  const { page, replay: strings } = useSharingStrings();
  const [picked, setPicked] = useState<string>();
  const [shown, setShown] = useState<Shown>("changes");
  const paths = useMemo(() => [...files.keys()].toSorted(), [files]);
  const marks = useMemo(
    () => new Map((diff ?? []).map(({ path, added, removed }) => [path, `+${added} −${removed}`])),
    [diff],
  );
  const path = pathToShow(files, picked, diff?.[0]?.path ?? paths[0]);
  const file = path === undefined ? undefined : files.get(path);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 basis-1/2">
      {!isNarrow && (
        <div className="flex w-48 shrink-0 flex-col border-r border-line bg-ground">
          <FileList
            label={strings.files}
            paths={paths}
            shown={shown === "files" ? path : undefined}
            marks={marks}
            onShow={(next) => {
              setPicked(next);
              setShown("files");
            }}
          />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 flex-1 flex-col border-line max-md:border-t">
        <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
          <Segmented<Shown>
            label={page.views}
            value={shown}
            options={[
              { value: "changes", label: strings.changes },
              { value: "files", label: strings.files },
            ]}
            onChange={setShown}
          />
          {shown === "files" && <span className="min-w-0 truncate font-mono text-small text-ink-muted">{path}</span>}
        </div>
        {shown === "changes" && <Changes diff={diff} />}
        {shown === "files" && (file ? <CodeView file={file} /> : <EmptyState title={page.noFile} />)}
      </div>
    </div>
  );
});

const pathToShow = (files: FileSet, picked: string | undefined, otherwise: string | undefined): string | undefined =>
  picked !== undefined && files.has(picked) ? picked : otherwise;

function Changes({ diff }: { readonly diff: readonly FileDiff[] | undefined }) {
  const { replay: strings } = useSharingStrings();
  if (!diff || diff.length === 0) return <EmptyState title={strings.noChanges} />;
  return (
    <div
      role="region"
      aria-label={strings.changes}
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 overflow-auto p-3"
    >
      <div className="flex flex-col gap-3">
        {diff.map((file) => (
          <StepDiff key={file.path} diff={file} />
        ))}
      </div>
    </div>
  );
}

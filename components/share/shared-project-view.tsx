"use client";

import { useState } from "react";
import type { SharedWork, ShareView } from "@/lib/studio";
import { EmptyState } from "../ui/empty-state";
import { classNames } from "../ui/class-names";
import { Segmented } from "../ui/segmented";
import { useMedia } from "../use-media";
import { CodeView } from "../reading/code-view";
import { FileList } from "../reading/file-list";
import { RunPanel } from "./run-panel";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useSizeText } from "./use-size-text";
import type { VisitControl } from "./use-visit";

interface SharedProjectViewProps {
  readonly work: SharedWork;
  readonly view: ShareView;
  readonly visit: VisitControl;
  readonly onRun: () => void;
}

type Part = "files" | "code" | "preview";

/** Files, the one that is read, and what runs: beside each other, or one at a time where there is little room. */
export function SharedProjectView({ work, view, visit, onRun }: SharedProjectViewProps) {
  const { page } = useSharingStrings();
  const isNarrow = useMedia("(max-width: 767px)");
  const [path, setPath] = useState(view.file ?? work.opens);
  const [part, setPart] = useState<Part>(view.show === "preview" ? "preview" : "code");
  const file = work.project.files.find((known) => known.path === path);
  const line = path === view.file ? view.line : undefined;
  const shows = (wanted: Part) => (isNarrow ? part === wanted : true);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1">
        {shows("files") && (
          <Files
            work={work}
            path={path}
            isNarrow={isNarrow}
            onShow={(next) => {
              setPath(next);
              setPart("code");
            }}
          />
        )}
        {shows("code") && (
          <section aria-label={page.project} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
            <h2 className="flex h-8 shrink-0 items-center border-b border-line px-3 font-mono text-small text-ink-muted">
              <span className="truncate">{path ?? page.noFile}</span>
            </h2>
            {file ? <CodeView file={file} line={line} /> : <EmptyState title={page.noFile} />}
          </section>
        )}
        {shows("preview") && <RunPanel visit={visit} onRun={onRun} />}
      </div>
      {isNarrow && (
        <nav aria-label={page.views} className="flex shrink-0 justify-center border-t border-line bg-ground p-2">
          <Segmented<Part>
            label={page.views}
            value={part}
            options={[
              { value: "files", label: page.files },
              { value: "code", label: page.project },
              { value: "preview", label: page.preview },
            ]}
            onChange={setPart}
          />
        </nav>
      )}
    </div>
  );
}

interface FilesProps {
  readonly work: SharedWork;
  readonly path: string | undefined;
  readonly isNarrow: boolean;
  readonly onShow: (path: string) => void;
}

function Files({ work: { project }, path, isNarrow, onShow }: FilesProps) {
  const { page } = useSharingStrings();
  const sizeText = useSizeText();
  const bytes = project.files.reduce((sum, { content }) => sum + content.length, 0);
  return (
    <div
      className={classNames(
        "flex min-h-0 flex-col border-line bg-ground",
        isNarrow ? "flex-1" : "w-56 shrink-0 border-r",
      )}
    >
      <FileList label={page.files} paths={project.files.map((file) => file.path)} shown={path} onShow={onShow} />
      <p className="border-t border-line px-3 py-1.5 text-small text-ink-faint">
        {page.counted(project.files.length, sizeText(bytes))}
      </p>
    </div>
  );
}

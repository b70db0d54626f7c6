"use client";

import { useMemo, useState } from "react";
import { basename, dirname } from "@/lib/base";
import { rankPaths } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { FileIcon } from "../ui/file-icon";
import { rowsInSight } from "../ui/rows-in-sight";
import { useMedia } from "../use-media";
import { usePaths } from "../use-paths";

const most = 100;

/** The files whose name has what was typed, the best first, in place of the tree. Rows come as they are scrolled to. */
export function FilteredFiles({ text }: { readonly text: string }) {
  const { panels, files } = useStrings();
  const paths = usePaths();
  const rowHeight = useMedia("(pointer: coarse)") ? 40 : 24;
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const found = useMemo(() => (paths ? rankPaths(text, paths, [], most) : undefined), [text, paths]);
  if (!found) return null;
  if (found.length === 0) return <p className="p-3 text-ink-faint">{panels.files.noMatch}</p>;
  const last = rowsInSight({ count: found.length, rowHeight, ...sight, keep: -1, margin: 6 }).at(-1) ?? 0;
  return (
    <ul
      aria-label={files.filter}
      onScroll={({ currentTarget }) => {
        setSight({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
      }}
      className="min-h-0 flex-1 overflow-auto py-1"
    >
      {found.slice(0, last + 1).map(({ path }) => (
        <FoundFile key={path} path={path} />
      ))}
    </ul>
  );
}

function FoundFile({ path }: { readonly path: string }) {
  const { editors, layout } = useStudio();
  const folder = dirname(path);
  return (
    <li>
      <button
        type="button"
        title={path}
        onClick={() => {
          layout.set((now) => ({ ...now, phone: "editor" }));
          editors.open(path, { preview: true });
        }}
        className="focus-inset flex h-6 w-full items-center gap-1.5 px-3 text-left transition-colors hover:bg-hover coarse:h-10"
      >
        <FileIcon path={path} />
        <span className="shrink-0">{basename(path)}</span>
        <span className="min-w-0 truncate text-small text-ink-faint">{folder === "." ? "" : folder}</span>
      </button>
    </li>
  );
}

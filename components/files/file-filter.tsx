"use client";

import { useEffect, useState } from "react";
import { basename, dirname } from "@/lib/base";
import { rankPaths } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { FileIcon } from "../ui/file-icon";

const most = 100;

/** The files whose name has what was typed, the best first, in place of the tree. */
export function FilteredFiles({ text }: { readonly text: string }) {
  const { editors, layout } = useStudio();
  const { panels, files } = useStrings();
  const paths = useAllPaths();
  const found = rankPaths(text, paths, [], most);
  if (found.length === 0) return <p className="p-3 text-ink-faint">{panels.files.noMatch}</p>;
  return (
    <ul aria-label={files.filter} className="min-h-0 flex-1 overflow-auto py-1">
      {found.map(({ path }) => (
        <li key={path}>
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
            <span className="min-w-0 truncate text-small text-ink-faint">
              {dirname(path) === "." ? "" : dirname(path)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function useAllPaths(): readonly string[] {
  const { workspace } = useStudio();
  const [paths, setPaths] = useState<readonly string[]>([]);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const all: string[] = [];
      for await (const { path } of workspace.walk()) all.push(path);
      if (!isGone) setPaths(all);
    };
    void read();
    const following = workspace.onChange((changes) => {
      if (changes.some(({ type }) => type !== "changed")) void read();
    });
    return () => {
      isGone = true;
      following.dispose();
    };
  }, [workspace]);
  return paths;
}

"use client";

import { File } from "lucide-react";
import { useMemo } from "react";
import { basename, dirname } from "@/lib/base";
import { rankPaths } from "@/lib/workspace";
import { useStrings } from "../../app-context";
import { useStudio } from "../../studio-context";
import { usePaths } from "../../use-paths";
import { useStore } from "../../use-store";
import type { Choices } from "./choice";

const mostFiles = 60;

/** Files by part of their name, those of late first. */
export function useFileChoices(text: string | undefined, close: () => void): Choices {
  const { editors, layout } = useStudio();
  const { commands, common } = useStrings();
  const paths = usePaths();
  const recent = useRecentPaths();
  return useMemo(() => {
    if (text === undefined || !paths) return common.loading;
    const found = rankPaths(text, paths, recent, mostFiles);
    if (found.length === 0) return commands.noFile;
    return found.map(({ path }) => ({
      id: path,
      show: () => <FileRow path={path} />,
      run() {
        close();
        layout.set((now) => ({ ...now, phone: "editor" }));
        editors.openAt({ path });
      },
    }));
  }, [text, paths, recent, commands, common, close, editors, layout]);
}

function FileRow({ path }: { readonly path: string }) {
  const folder = dirname(path);
  return (
    <>
      <File size={14} aria-hidden className="shrink-0 text-ink-faint" />
      <span className="shrink-0">{basename(path)}</span>
      <span className="min-w-0 flex-1 truncate text-small text-ink-faint">{folder === "." ? "" : folder}</span>
    </>
  );
}

function useRecentPaths(): readonly string[] {
  const tabs = useStore(useStudio().editors.tabs);
  return useMemo(() => {
    const open = tabs.groups.flatMap((group) => group.tabs).map(({ path }) => path);
    return [...new Set([...open, ...tabs.closed.map(({ path }) => path).toReversed()])];
  }, [tabs]);
}

"use client";

import { useEffect, useState } from "react";
import { basename, codeOf } from "@/lib/base";
import type { Studio } from "@/lib/studio";
import { decodeText, type Workspace } from "@/lib/workspace";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { EmptyState } from "../ui/empty-state";
import { useDark } from "../use-dark";
import { useStore } from "../use-store";
import { MonacoDiff } from "./monaco/monaco-diff";
import { editorOptions, fixedOptions } from "./monaco/options";
import { themeName } from "./monaco/themes";

interface DiffViewProps {
  readonly path: string;
  /** The checkpoint at the left side, or `git:` and a revision; the files as they are now are at the right. */
  readonly since: string;
  /** Another one of these at the right side instead. */
  readonly until?: string | undefined;
}

interface Sides {
  readonly before: string;
  readonly after: string;
}

export function DiffView({ path, since, until }: DiffViewProps) {
  const { editor } = useStrings();
  const sides = useSides(path, since, until);
  if (sides === undefined) return null;
  if (sides === "binary") return <EmptyState title={editor.binary} />;
  return <Comparison path={path} sides={sides} />;
}

function useSides(path: string, since: string, until: string | undefined): Sides | "binary" | undefined {
  const { workspace, git } = useStudio();
  const [sides, setSides] = useState<Sides | "binary">();
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const [before, after] = await Promise.all([
        readThen({ workspace, git }, since, path),
        until === undefined ? readNow(workspace, path) : readThen({ workspace, git }, until, path),
      ]);
      const texts = [before, after].map((bytes) => (bytes ? decodeText(bytes) : ""));
      const [left, right] = texts;
      if (!gone) setSides(left === undefined || right === undefined ? "binary" : { before: left, after: right });
    };
    void read();
    const following = workspace.onChange((changes) => {
      if (changes.some((change) => change.path === path)) void read();
    });
    return () => {
      gone = true;
      following.dispose();
    };
  }, [workspace, git, path, since, until]);
  return sides;
}

const gitMark = "git:";

/** `git:` without a revision is what was there before the first commit: nothing. */
async function readThen({ workspace, git }: Pick<Studio, "workspace" | "git">, when: string, path: string) {
  if (!when.startsWith(gitMark)) return workspace.history.readAt(when, path);
  const revision = when.slice(gitMark.length);
  const text = revision === "" ? undefined : await git.readAt(revision, path);
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

async function readNow(workspace: Workspace, path: string): Promise<Uint8Array | undefined> {
  try {
    return await workspace.readBytes(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function Comparison({ path, sides }: { readonly path: string; readonly sides: Sides }) {
  const { git } = useStrings();
  const settings = useStore(useApp().settings);
  const isDark = useDark();
  const label = git.diffOf(basename(path));
  const { model: _, ...fixed } = fixedOptions;
  return (
    <div className="min-h-0 min-w-0 flex-1">
      <MonacoDiff
        original={sides.before}
        modified={sides.after}
        originalModelPath={`before:/${encodeURI(path)}`}
        modifiedModelPath={`after:/${encodeURI(path)}`}
        theme={themeName(isDark)}
        options={{
          ...fixed,
          ...editorOptions(settings),
          readOnly: true,
          originalEditable: false,
          renderSideBySideInlineBreakpoint: 720,
          hideUnchangedRegions: { enabled: true },
          ariaLabel: label,
          modifiedAriaLabel: label,
          originalAriaLabel: label,
        }}
      />
    </div>
  );
}

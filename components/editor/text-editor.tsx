"use client";

import { useEffect, useRef, useState } from "react";
import { basename, disposeAll } from "@/lib/base";
import type { Document } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useMedia } from "../use-media";
import { useDark } from "../use-dark";
import { useStore } from "../use-store";
import { followConflicts } from "./monaco/follow-conflicts";
import { followEslint } from "./monaco/eslint";
import { followCalm, whenCalm } from "./monaco/follow-calm";
import { attachEditor, followLanguages, type AttachedEditor } from "./monaco/attach";
import { followPackages } from "./monaco/package-types";
import { followProject } from "./monaco/project-models";
import { monaco } from "./monaco/monaco";
import { editorOptions } from "./monaco/options";
import { shareFollowing } from "./monaco/share-following";
import { colourBrackets } from "./monaco/colour-brackets";
import { themeName } from "./monaco/themes";
import { useEditorCommands } from "./use-editor-commands";
import { useVim } from "./use-vim";

interface TextEditorProps {
  readonly document: Document;
  readonly group: number;
}

/** One Monaco editor for all the texts of a group: changing tabs changes its model. */
export function TextEditor({ document, group }: TextEditorProps) {
  const { editors, lease, workspace, documents, computer, calm } = useStudio();
  const { editor: strings } = useStrings();
  const host = useRef<HTMLDivElement>(null);
  const [attached, setAttached] = useState<AttachedEditor>();
  const app = useApp();
  const settings = useStore(app.settings);
  const readOnly = useStore(lease.state) !== "held";
  const isDark = useDark();
  const isNarrow = useMedia("(max-width: 767px)");
  useEffect(() => {
    if (!host.current) return undefined;
    const next = attachEditor(host.current, group, editors);
    const following = shareFollowing(workspace, () =>
      disposeAll([
        followCalm(calm),
        followLanguages(editors),
        followProject(workspace, documents),
        followPackages({ project: workspace.id, computer, calm }),
        whenCalm(calm, () => followEslint({ workspace, computer })),
        followConflicts(() => app.strings.get().tools.conflicts),
      ]),
    );
    setAttached(next);
    return () => {
      following.dispose();
      next.dispose();
      setAttached(undefined);
    };
  }, [editors, workspace, documents, computer, calm, group, app]);
  useEffect(() => {
    attached?.show(document);
  }, [attached, document]);
  useEffect(() => {
    monaco.editor.setTheme(themeName(isDark));
  }, [isDark]);
  useEffect(() => colourBrackets(settings.bracketColours), [settings.bracketColours]);
  useEditorCommands(attached);
  const name = basename(document.path);
  const label = strings.text(name);
  useEffect(() => {
    attached?.editor.updateOptions({
      ...editorOptions(settings),
      ...(isNarrow && { wordWrap: "on", folding: false, lineNumbersMinChars: 3, glyphMargin: false }),
      readOnly,
      ariaLabel: label,
    });
  }, [attached, settings, readOnly, label, isNarrow]);
  const vimStatus = useRef<HTMLOutputElement>(null);
  const isVim = settings.keymap === "vim";
  useVim(attached, isVim, vimStatus);
  return (
    <>
      <div ref={host} className="min-h-0 min-w-0 flex-1" />
      {isVim && <output ref={vimStatus} aria-label="Vim" className={vimClass} />}
    </>
  );
}

const vimClass =
  "flex h-6 shrink-0 items-center gap-3 border-t border-line bg-ground px-3 font-mono text-mini text-ink-muted " +
  "[&_input]:w-48 [&_input]:bg-transparent [&_input]:outline-none";

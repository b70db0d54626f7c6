"use client";

import { useEffect } from "react";
import { disposeAll, type Disposable } from "@/lib/base";
import { activeTab, sayFailure, type Command, type Studio } from "@/lib/studio";
import { useApp } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { createFormatter, type Formatter } from "./format/formatter";
import { editorOf, type AttachedEditor } from "./monaco/attach";
import { followFormatter } from "./monaco/formatting";

/** What can be done with the text that is shown. Saving by hand formats first where the project says how. */
export function useEditorCommands(attached: AttachedEditor | undefined): void {
  const studio = useStudio();
  const { formatOnSave } = useStore(useApp().settings);
  useEffect(() => {
    if (!attached) return undefined;
    const following = followEditorCommands(studio, formatOnSave);
    return () => {
      following.dispose();
    };
  }, [studio, formatOnSave, attached]);
}

function followEditorCommands(studio: Studio, formatOnSave: boolean): Disposable {
  const formatter = createFormatter(studio);
  /** Saving goes on when formatting fails, as it does while a line is half typed; asking for it tells why. */
  let isQuiet = false;
  const providing = followFormatter(formatter, (error) => {
    if (!isQuiet) studio.notices.emit({ type: "failure", text: (words) => sayFailure(error, words) });
  });
  const quietly = async (work: () => Promise<void>) => {
    isQuiet = true;
    try {
      await work();
    } finally {
      isQuiet = false;
    }
  };
  const save = async () => {
    if (formatOnSave) await quietly(() => formatIfAsked(studio, formatter));
    await studio.documents.flush();
  };
  const registered = studio.commands.register([
    { id: "save", title: ({ commands }) => commands.save, keys: ["Mod+S"], run: save },
    ...textCommands(studio),
  ]);
  return disposeAll([registered, providing, formatter]);
}

async function act({ editors }: Studio, action: string): Promise<void> {
  const editor = editorOf(activeTab(editors.tabs.get())?.path);
  editor?.focus();
  const known = editor?.getAction(action);
  // Those that lead to other places are commands, of which an editor tells nothing.
  if (known) await known.run();
  else editor?.trigger("keyboard", action, undefined);
}

async function formatIfAsked(studio: Studio, formatter: Formatter): Promise<void> {
  const tab = activeTab(studio.editors.tabs.get());
  if (tab?.type === "file" && (await formatter.isAsked(tab.path))) await act(studio, "editor.action.formatDocument");
}

/** Monaco's own actions, so that the palette has them with the keys that Monaco listens to. */
function textCommands(studio: Studio): readonly Command[] {
  const isAvailable = () => activeTab(studio.editors.tabs.get())?.type === "file";
  const command = (id: string, title: Command["title"], action: string, keys?: string): Command => ({
    id,
    title,
    isAvailable,
    run: () => act(studio, action),
    ...(keys !== undefined && { keys: [keys] }),
  });
  return [
    command("format", ({ commands }) => commands.format, "editor.action.formatDocument", "Shift+Alt+F"),
    command("file-symbols", ({ tools }) => tools.symbols.goTo, "editor.action.quickOutline", "Mod+Shift+O"),
    command("definition", ({ tools }) => tools.symbols.definition, "editor.action.revealDefinition", "F12"),
    command("references", ({ tools }) => tools.symbols.references, "editor.action.goToReferences", "Shift+F12"),
    command("rename-symbol", ({ tools }) => tools.symbols.rename, "editor.action.rename"),
  ];
}

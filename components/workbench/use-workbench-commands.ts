"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import {
  activeTab,
  arrangements,
  nextArrangement,
  reopenTab,
  showRegion,
  showSide,
  splitGroup,
  stepTab,
  toggleSide,
  togglePart,
  visibleIn,
  type Command,
  type Layout,
  type SideView,
  type Studio,
} from "@/lib/studio";
import { useApp, type AppStores } from "../app-context";
import { useStudio } from "../studio-context";
import { focusInRegion, stepRegion } from "./regions";

export type Overlay = "commands" | "files" | "symbols" | "models" | "settings" | "share" | "shortcuts" | "trash";

type Open = (overlay: Overlay) => void;

/** Everything that the shell itself can do. Other parts bring their own commands. */
export function useWorkbenchCommands(open: Open) {
  const studio = useStudio();
  const app = useApp();
  const router = useRouter();
  useEffect(() => {
    const home = () => {
      router.push("/");
    };
    const registered = studio.commands.register([
      ...overlayCommands(open),
      ...viewCommands(studio),
      ...tabCommands(studio),
      ...fileCommands(studio),
      ...runCommands(studio),
      ...themeCommands(app),
      { id: "home", title: ({ commands }) => commands.home, run: home },
      {
        id: "check",
        title: ({ panels }) => panels.app.check,
        run: () => {
          window.open("/check", "_blank", "noopener");
        },
      },
      {
        id: "install",
        title: ({ panels }) => panels.app.install,
        isAvailable: app.installOffer.isOpen.get,
        run: app.installOffer.accept,
      },
    ]);
    return () => {
      registered.dispose();
    };
  }, [studio, app, router, open]);
}

function overlayCommands(open: Open): readonly Command[] {
  const opens = (overlay: Overlay) => () => {
    open(overlay);
  };
  return [
    {
      id: "palette",
      title: ({ commands }) => commands.palette,
      keys: ["Mod+Shift+P", "F1"],
      run: opens("commands"),
    },
    { id: "quick-open", title: ({ commands }) => commands.quickOpen, keys: ["Mod+P"], run: opens("files") },
    { id: "symbols", title: ({ tools }) => tools.symbols.goToAny, keys: ["Mod+T"], run: opens("symbols") },
    { id: "models", title: ({ commands }) => commands.openModels, run: opens("models") },
    { id: "trash", title: ({ panels }) => panels.files.trash, run: opens("trash") },
    { id: "share", title: ({ workbench }) => workbench.share, keys: ["Mod+Alt+S"], run: opens("share") },
    { id: "settings", title: ({ commands }) => commands.openSettings, keys: ["Mod+,"], run: opens("settings") },
    {
      id: "shortcuts",
      title: ({ commands }) => commands.shortcuts,
      keys: ["Mod+Shift+/", "Mod+?"],
      run: opens("shortcuts"),
    },
  ];
}

function viewCommands({ layout }: Studio): readonly Command[] {
  const change = (next: (now: Layout) => Layout) => () => {
    layout.set(next);
  };
  const side = (view: SideView) => () => {
    layout.set((now) => showSide(now, view));
    focusInRegion(view);
  };
  const part = (name: "chat" | "editor" | "preview" | "terminal") => () => {
    layout.set((now) => ({ ...togglePart(now, name), phone: name }));
    if (visibleIn(layout.get())[name]) focusInRegion(name);
  };
  return [
    { id: "show-files", title: ({ commands }) => commands.showFiles, keys: ["Mod+Shift+E"], run: side("files") },
    { id: "show-search", title: ({ commands }) => commands.showSearch, keys: ["Mod+Shift+F"], run: side("search") },
    { id: "show-git", title: ({ commands }) => commands.showGit, keys: ["Ctrl+Shift+G"], run: side("git") },
    { id: "show-history", title: ({ tools }) => tools.history.show, keys: ["Mod+Shift+H"], run: side("history") },
    { id: "show-sessions", title: ({ commands }) => commands.showSessions, run: side("sessions") },
    {
      id: "toggle-side",
      title: ({ workbench }) => workbench.rail,
      keys: ["Mod+B"],
      run: change((now) => toggleSide(now, visibleIn(now).side ?? "files")),
    },
    {
      id: "toggle-terminal",
      title: ({ commands }) => commands.toggleTerminal,
      keys: ["Mod+`", "Mod+J"],
      run: part("terminal"),
    },
    { id: "toggle-chat", title: ({ commands }) => commands.toggleChat, keys: ["Mod+Alt+I"], run: part("chat") },
    {
      id: "toggle-preview",
      title: ({ commands }) => commands.togglePreview,
      keys: ["Mod+Alt+P"],
      run: part("preview"),
    },
    { id: "toggle-editor", title: ({ commands }) => commands.toggleEditor, run: part("editor") },
    ...arrangementCommands(change),
  ];
}

type Change = (next: (now: Layout) => Layout) => () => void;

function arrangementCommands(change: Change): readonly Command[] {
  return [
    {
      id: "next-arrangement",
      title: ({ commands }) => commands.nextArrangement,
      keys: ["F9"],
      run: change(nextArrangement),
    },
    ...arrangements.map((arrangement, at): Command => ({
      id: `arrangement-${arrangement}`,
      title: ({ commands, workbench }) => commands.arrangement(workbench.arrangements[arrangement]),
      keys: [`Alt+${at + 1}`],
      run: change((now) => ({ ...now, arrangement })),
    })),
    {
      id: "next-region",
      title: ({ commands }) => commands.nextRegion,
      keys: ["F6"],
      run: () => {
        stepRegion(1);
      },
    },
    {
      id: "previous-region",
      title: ({ commands }) => commands.previousRegion,
      keys: ["Shift+F6"],
      run: () => {
        stepRegion(-1);
      },
    },
  ];
}

function tabCommands({ editors, documents }: Studio): readonly Command[] {
  const { tabs } = editors;
  const hasTab = () => activeTab(tabs.get()) !== undefined;
  const close = () => {
    const state = tabs.get();
    const tab = activeTab(state);
    if (tab) editors.close(state.active, tab.id);
  };
  return [
    { id: "save", title: ({ commands }) => commands.save, keys: ["Mod+S"], run: () => documents.flush() },
    { id: "close-tab", title: ({ commands }) => commands.closeTab, keys: ["Alt+W"], isAvailable: hasTab, run: close },
    {
      id: "reopen-tab",
      title: ({ commands }) => commands.reopenTab,
      keys: ["Alt+Shift+T"],
      run: () => {
        tabs.set(reopenTab);
      },
    },
    {
      id: "next-tab",
      title: ({ commands }) => commands.nextTab,
      keys: ["Alt+PageDown"],
      isAvailable: hasTab,
      run: () => {
        tabs.set((now) => stepTab(now, 1));
      },
    },
    {
      id: "previous-tab",
      title: ({ commands }) => commands.previousTab,
      keys: ["Alt+PageUp"],
      isAvailable: hasTab,
      run: () => {
        tabs.set((now) => stepTab(now, -1));
      },
    },
    {
      id: "split",
      title: ({ commands }) => commands.split,
      keys: ["Mod+\\"],
      isAvailable: hasTab,
      run: () => {
        tabs.set(splitGroup);
      },
    },
  ];
}

function fileCommands({ editors, files, notices, layout }: Studio): readonly Command[] {
  const { tabs } = editors;
  return [
    {
      id: "markdown",
      title: ({ commands }) => commands.markdown,
      keys: ["Mod+Shift+V"],
      isAvailable: () => /\.(?:md|markdown)$/iu.test(activeTab(tabs.get())?.path ?? ""),
      run() {
        const tab = activeTab(tabs.get());
        if (tab) editors.open(tab.path, { type: "markdown" });
      },
    },
    {
      id: "problems",
      title: ({ tools }) => tools.problems.show,
      keys: ["Mod+Shift+M"],
      run() {
        layout.set((now) => showRegion(now, "editor"));
        editors.showsProblems.set((isShown) => !isShown);
      },
    },
    {
      id: "undo-files",
      title: ({ commands }) => commands.undoFiles,
      async run() {
        const action = await files.undo();
        if (action) notices.emit({ type: "info", text: action.paths.join(", ") });
      },
    },
  ];
}

function runCommands({ runner, terminals, layout }: Studio): readonly Command[] {
  return [
    { id: "run", title: ({ workbench }) => workbench.run, keys: ["F5"], run: runner.start },
    { id: "stop", title: ({ workbench }) => workbench.stop, keys: ["Shift+F5"], run: runner.stop },
    {
      id: "new-terminal",
      title: ({ commands }) => commands.newTerminal,
      keys: ["Ctrl+Shift+`"],
      run() {
        layout.set((now) => ({
          ...now,
          phone: "terminal",
          visible: { ...now.visible, [now.arrangement]: { ...visibleIn(now), terminal: true } },
        }));
        terminals.open({ focus: true });
      },
    },
  ];
}

function themeCommands({ settings }: AppStores): readonly Command[] {
  return (["light", "dark", "system"] as const).map((theme) => ({
    id: `theme-${theme}`,
    title: ({ commands, theme: names }) => commands.theme(names[theme]),
    run: () => {
      settings.set((now) => ({ ...now, theme }));
    },
  }));
}

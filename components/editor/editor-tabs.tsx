"use client";

import { X } from "lucide-react";
import { useEffect, useRef, type DragEvent, type KeyboardEvent } from "react";
import { basename } from "@/lib/base";
import { moveTab, shownTab, showTab, stepTab, type Tab, type TabGroup } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { classNames } from "../ui/class-names";
import { useStore } from "../use-store";
import { panelId, tabId } from "./tab-ids";

interface EditorTabsProps {
  readonly group: TabGroup;
  readonly at: number;
  readonly isActive: boolean;
}

export function EditorTabs({ group, at, isActive }: EditorTabsProps) {
  const { editors } = useStudio();
  const { editor } = useStrings();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const shown = shownTab(group);
    if (event.key === "Delete" && shown) editors.close(at, shown.id);
    if (step === 0) return;
    event.preventDefault();
    editors.tabs.set((now) => stepTab({ ...now, active: at }, step));
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  };
  return (
    <div
      ref={list}
      role="tablist"
      tabIndex={-1}
      aria-label={editor.tabList(at + 1)}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(dragType)) event.preventDefault();
      }}
      onDrop={(event) => {
        dropAt(event, at, group.tabs.length, editors.tabs.set);
      }}
      className="flex h-9 shrink-0 overflow-x-auto overflow-y-hidden border-b border-line bg-ground [scrollbar-width:none] coarse:h-11"
    >
      {group.tabs.map((tab, index) => (
        <EditorTab key={tab.id} tab={tab} index={index} at={at} isShown={tab.id === group.shown} isActive={isActive} />
      ))}
    </div>
  );
}

const dragType = "application/x-tabsmith-tab";

type SetTabs = ReturnType<typeof useStudio>["editors"]["tabs"]["set"];

function dropAt(event: DragEvent, group: number, index: number, set: SetTabs): void {
  const raw = event.dataTransfer.getData(dragType);
  if (raw === "") return;
  event.preventDefault();
  event.stopPropagation();
  const [from = "0", ...id] = raw.split(" ");
  set((now) => moveTab(now, { group: Number(from), id: id.join(" ") }, { group, index }));
}

interface EditorTabProps {
  readonly tab: Tab;
  readonly index: number;
  readonly at: number;
  readonly isShown: boolean;
  readonly isActive: boolean;
}

function EditorTab({ tab, index, at, isShown, isActive }: EditorTabProps) {
  const { editors, documents } = useStudio();
  const { editor } = useStrings();
  const isUnsaved = useStore(documents.unsaved).has(tab.path);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) host.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [isShown]);
  const close = () => {
    editors.close(at, tab.id);
  };
  const name = tabName(tab, editor.markdown);
  return (
    <div
      ref={host}
      role="presentation"
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, `${at} ${tab.id}`);
      }}
      onDrop={(event) => {
        dropAt(event, at, index, editors.tabs.set);
      }}
      className={classNames(
        "group relative flex shrink-0 items-center border-r border-line transition-colors",
        isShown ? "bg-surface text-ink" : "text-ink-muted hover:bg-hover",
        isShown && isActive && "before:absolute before:inset-x-0 before:top-0 before:h-0.5 before:bg-ink",
      )}
    >
      <button
        type="button"
        role="tab"
        id={tabId(at, tab)}
        aria-selected={isShown}
        aria-controls={isShown ? panelId(at) : undefined}
        tabIndex={isShown ? 0 : -1}
        title={tab.path}
        onClick={() => {
          editors.tabs.set((now) => showTab(now, at, tab.id));
        }}
        onDoubleClick={() => {
          editors.keep(tab.path);
        }}
        onAuxClick={(event) => {
          if (event.button === 1) close();
        }}
        className={classNames("focus-inset h-full max-w-52 truncate pr-1 pl-3", tab.preview && "italic")}
      >
        {name}
        {isUnsaved && <span className="sr-only">, {editor.unsaved}</span>}
      </button>
      <CloseButton name={name} isUnsaved={isUnsaved} isShown={isShown} onClose={close} />
    </div>
  );
}

interface CloseButtonProps {
  readonly name: string;
  readonly isUnsaved: boolean;
  readonly isShown: boolean;
  readonly onClose: () => void;
}

/** For the pointer alone: a list of tabs holds nothing but tabs, and Delete or the shortcut close one. A dot while something is unsaved. */
function CloseButton({ name, isUnsaved, isShown, onClose }: CloseButtonProps) {
  const { editor } = useStrings();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      title={editor.close(name)}
      onClick={onClose}
      className="relative mr-1.5 inline-flex size-5 items-center justify-center rounded-control hover:bg-pressed coarse:size-9"
    >
      {isUnsaved && <span aria-hidden className="size-2 rounded-full bg-ink-muted group-hover:hidden" />}
      <X
        size={13}
        aria-hidden
        className={classNames(
          isUnsaved ? "hidden group-hover:block" : isShown || "opacity-0 group-hover:opacity-100 coarse:opacity-100",
        )}
      />
    </button>
  );
}

function tabName(tab: Tab, markdown: (name: string) => string): string {
  return tab.type === "markdown" ? markdown(basename(tab.path)) : basename(tab.path);
}

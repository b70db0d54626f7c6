"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Command as Cmdk } from "cmdk";
import { File } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { basename, dirname } from "@/lib/base";
import { showKeys, showRegion, type Command } from "@/lib/studio";
import { rankPaths, type Workspace } from "@/lib/workspace";
import { useStrings } from "../app-context";
import type { PlacedSymbol } from "../editor/monaco/symbols";
import { useStudio } from "../studio-context";
import { Kbd } from "../ui/kbd";
import { useMac } from "../use-media";
import { useStore } from "../use-store";
import { rankCommands } from "./rank-commands";

interface PaletteProps {
  readonly mode: "commands" | "files" | "symbols";
  readonly onClose: () => void;
}

const beginnings = { commands: ">", files: "", symbols: "#" } as const;

/** Files by name, commands after a `>`, symbols after a `#`: one field for all, as people know it. */
export function CommandPalette({ mode, onClose }: PaletteProps) {
  const { commands: strings } = useStrings();
  const [text, setText] = useState<string>(beginnings[mode]);
  const field = useRef<HTMLInputElement>(null);
  const isCommands = text.startsWith(">");
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          initialFocus={field}
          aria-label={strings.palette}
          className="fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-panel border border-line-strong bg-raised shadow-float"
        >
          <Cmdk shouldFilter={false} label={strings.palette} loop>
            <Cmdk.Input
              ref={field}
              value={text}
              onValueChange={setText}
              placeholder={isCommands ? strings.placeholder : strings.quickOpenPlaceholder}
              className="h-11 w-full border-b border-line bg-transparent px-4 text-body text-ink outline-none placeholder:text-ink-faint focus-visible:outline-none"
            />
            <Cmdk.List
              label={isCommands ? strings.commands : strings.files}
              className="max-h-[min(60vh,420px)] overflow-auto p-1.5"
            >
              <Results text={text} onClose={onClose} />
            </Cmdk.List>
          </Cmdk>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface ResultsProps {
  readonly text: string;
  readonly onClose: () => void;
}

function Results({ text, onClose }: ResultsProps) {
  if (text.startsWith(">")) return <Commands text={text.slice(1)} onClose={onClose} />;
  if (text.startsWith("#")) return <Symbols text={text.slice(1)} onClose={onClose} />;
  return <Files text={text} onClose={onClose} />;
}

/** Those of the language service, which comes with the editor. */
function Symbols({ text, onClose }: ResultsProps) {
  const { editors, layout, attempt } = useStudio();
  const { tools, common } = useStrings();
  const [found, setFound] = useState<readonly PlacedSymbol[]>();
  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      void attempt(async () => {
        const { findSymbols } = await import("../editor/monaco/find-symbols");
        const next = await findSymbols(text);
        if (!gone) setFound(next);
      });
    }, 60);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [text, attempt]);
  if (!found) return <Nothing>{common.loading}</Nothing>;
  if (found.length === 0) return <Nothing>{text === "" ? tools.symbols.placeholder : tools.symbols.none}</Nothing>;
  return found.map(({ name, kind, path, line, column }) => (
    <Row
      key={`${path}:${line}:${column}`}
      value={`${path}:${line}:${column}`}
      onSelect={() => {
        onClose();
        layout.set((now) => showRegion(now, "editor"));
        editors.openAt({ path, line, column, length: name.length });
      }}
    >
      <span className="shrink-0">{name}</span>
      <span className="shrink-0 text-small text-ink-faint">{kind}</span>
      <span className="min-w-0 flex-1 truncate text-right text-small text-ink-faint">{path}</span>
    </Row>
  ));
}

function Commands({ text, onClose }: ResultsProps) {
  const { commands, attempt } = useStudio();
  const strings = useStrings();
  const mac = useMac();
  const known = useStore(commands.list).filter(({ id, isAvailable }) => id !== "palette" && (isAvailable?.() ?? true));
  const found = rankCommands(known, text, strings);
  const run = (command: Command) => {
    onClose();
    // The dialog gives the focus back first; a command may want to put it elsewhere.
    requestAnimationFrame(() => void attempt(async () => command.run()));
  };
  if (found.length === 0) return <Nothing>{strings.commands.none}</Nothing>;
  return found.map((command) => (
    <Row
      key={command.id}
      value={command.id}
      onSelect={() => {
        run(command);
      }}
    >
      <span className="min-w-0 flex-1 truncate">{command.title(strings)}</span>
      {command.keys?.[0] && <Kbd>{showKeys(command.keys[0], mac)}</Kbd>}
    </Row>
  ));
}

const mostFiles = 60;

function Files({ text, onClose }: ResultsProps) {
  const { workspace, editors, layout } = useStudio();
  const { commands: strings } = useStrings();
  const [paths, setPaths] = useState<readonly string[]>();
  const recent = useRecentPaths();
  useEffect(() => {
    let gone = false;
    void listPaths(workspace).then((all) => {
      if (!gone) setPaths(all);
      return undefined;
    });
    return () => {
      gone = true;
    };
  }, [workspace]);
  if (!paths) return null;
  const found = rankPaths(text, paths, recent, mostFiles);
  if (found.length === 0) return <Nothing>{strings.noFile}</Nothing>;
  return found.map(({ path }) => (
    <Row
      key={path}
      value={path}
      onSelect={() => {
        onClose();
        layout.set((now) => ({ ...now, phone: "editor" }));
        editors.open(path);
      }}
    >
      <File size={14} aria-hidden className="shrink-0 text-ink-faint" />
      <span className="shrink-0">{basename(path)}</span>
      <span className="min-w-0 flex-1 truncate text-small text-ink-faint">
        {dirname(path) === "." ? "" : dirname(path)}
      </span>
    </Row>
  ));
}

async function listPaths(workspace: Workspace): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { path } of workspace.walk()) all.push(path);
  return all;
}

function useRecentPaths(): readonly string[] {
  const { groups, closed } = useStore(useStudio().editors.tabs);
  const open = groups.flatMap(({ tabs }) => tabs).map(({ path }) => path);
  return [...new Set([...open, ...closed.map(({ path }) => path).toReversed()])];
}

interface RowProps {
  readonly value: string;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Row({ value, onSelect, children }: RowProps) {
  return (
    <Cmdk.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 items-center gap-3 rounded-control px-2.5 select-none aria-selected:bg-hover coarse:h-11"
    >
      {children}
    </Cmdk.Item>
  );
}

function Nothing({ children }: { readonly children: string }) {
  return <p className="px-2.5 py-6 text-center text-ink-muted">{children}</p>;
}

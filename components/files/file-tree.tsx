"use client";

import { FilePlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { Draft } from "./draft";
import { NewEntry } from "./new-entry";
import { TreeRows } from "./tree-rows";
import { folderFor, useFileTree, type FileTreeInstance } from "./use-file-tree";

/** What the buttons above the tree can ask of it. */
export interface TreeHandle {
  readonly create: (type: "file" | "folder") => void;
  readonly collapse: () => void;
}

interface FileTreeProps {
  readonly onReady: (tree: TreeHandle | undefined) => void;
}

export function FileTree({ onReady }: FileTreeProps) {
  const [draft, setDraft] = useState<Draft>();
  const { tree, isEmpty } = useFileTree();
  useTreeHandle(tree, setDraft, onReady);
  const endDraft = () => {
    setDraft(undefined);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {draft && <NewEntry draft={draft} onEnd={endDraft} />}
      {isEmpty && !draft ? <NoFiles onCreate={setDraft} /> : <TreeRows tree={tree} onCreate={setDraft} />}
    </div>
  );
}

function useTreeHandle(tree: FileTreeInstance, onCreate: (draft: Draft) => void, onReady: FileTreeProps["onReady"]) {
  const { commands } = useStudio();
  useEffect(() => {
    const create = (type: Draft["type"]) => () => {
      onCreate({ type, folder: folderFor(tree) });
    };
    onReady({
      create: (type) => {
        create(type)();
      },
      collapse: () => {
        tree.collapseAll();
      },
    });
    const registered = commands.register([
      { id: "new-file", title: (strings) => strings.commands.newFile, keys: ["Alt+N"], run: create("file") },
      { id: "new-folder", title: (strings) => strings.commands.newFolder, run: create("folder") },
    ]);
    return () => {
      onReady(undefined);
      registered.dispose();
    };
  }, [commands, onCreate, onReady, tree]);
}

function NoFiles({ onCreate }: { readonly onCreate: (draft: Draft) => void }) {
  const { files } = useStrings();
  return (
    <EmptyState
      icon={<FilePlus size={20} aria-hidden />}
      title={files.empty}
      text={files.emptyText}
      action={
        <Button
          onClick={() => {
            onCreate({ type: "file", folder: "" });
          }}
        >
          {files.newFile}
        </Button>
      }
    />
  );
}

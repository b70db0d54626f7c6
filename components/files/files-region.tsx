"use client";

import { CopyMinus, Download, FilePlus, FolderPlus, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Region, RegionHeader } from "../ui/region";
import type { TreeHandle } from "./file-tree";
import type { Draft } from "./draft";
import { downloadProject } from "./download-project";
import { FilteredFiles } from "./file-filter";
import { ImportMenu } from "./import-menu";

const FileTree = dynamic(async () => (await import("./file-tree")).FileTree, { ssr: false });

export function FilesRegion() {
  const { workbench } = useStrings();
  const [filter, setFilter] = useState<string>();
  /** Not a state: a click must find the tree as it is now, not as it was last drawn. */
  const tree = useRef<TreeHandle>(undefined);
  /** What was asked for before the tree had come. */
  const wanted = useRef<Draft["type"]>(undefined);
  const create = (type: Draft["type"]) => {
    setFilter(undefined);
    if (tree.current) tree.current.create(type);
    else wanted.current = type;
  };
  const collapse = () => tree.current?.collapse();
  const onReady = useCallback((next: TreeHandle | undefined) => {
    tree.current = next;
    if (!next || !wanted.current) return;
    next.create(wanted.current);
    wanted.current = undefined;
  }, []);
  return (
    <Region id="files" label={workbench.regions.files}>
      <RegionHeader title={workbench.regions.files}>
        <FileButtons
          onCollapse={collapse}
          onCreate={create}
          isFiltering={filter !== undefined}
          onFilter={() => {
            setFilter((now) => (now === undefined ? "" : undefined));
          }}
        />
      </RegionHeader>
      {filter !== undefined && <FilterField text={filter} onChange={setFilter} />}
      {filter ? <FilteredFiles text={filter} /> : <FileTree onReady={onReady} />}
    </Region>
  );
}

interface FilterFieldProps {
  readonly text: string;
  readonly onChange: (text: string | undefined) => void;
}

function FilterField({ text, onChange }: FilterFieldProps) {
  const { files, panels } = useStrings();
  return (
    <input
      type="search"
      aria-label={files.filter}
      placeholder={panels.files.filterHint}
      value={text}
      spellCheck={false}
      autoComplete="off"
      ref={(field) => {
        if (document.activeElement?.closest("[data-region=files]")) field?.focus();
      }}
      onChange={({ target }) => {
        onChange(target.value);
      }}
      onKeyDown={({ key }) => {
        if (key === "Escape") onChange(undefined);
      }}
      className="mx-2 my-1.5 h-7 shrink-0 rounded-control border border-control bg-surface px-2 coarse:h-10"
    />
  );
}

interface FileButtonsProps {
  readonly onCollapse: () => void;
  readonly onCreate: (type: Draft["type"]) => void;
  readonly isFiltering: boolean;
  readonly onFilter: () => void;
}

function FileButtons({ onCollapse, onCreate, isFiltering, onFilter }: FileButtonsProps) {
  const { workspace, project, attempt } = useStudio();
  const { files } = useStrings();
  return (
    <>
      <IconButton
        icon={FilePlus}
        label={files.newFile}
        onClick={() => {
          onCreate("file");
        }}
      />
      <IconButton
        icon={FolderPlus}
        label={files.newFolder}
        onClick={() => {
          onCreate("folder");
        }}
      />
      <ImportMenu />
      <IconButton
        icon={Download}
        label={files.downloadZip}
        onClick={() => void attempt(() => downloadProject(workspace, project.get().name))}
      />
      <IconButton icon={ListFilter} label={files.filter} aria-pressed={isFiltering} onClick={onFilter} />
      <IconButton icon={CopyMinus} label={files.collapse} onClick={onCollapse} />
    </>
  );
}

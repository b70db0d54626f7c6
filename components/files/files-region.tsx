"use client";

import { CopyMinus, Download, FilePlus, FolderPlus, Import } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Region, RegionHeader } from "../ui/region";
import type { TreeHandle } from "./file-tree";
import { downloadProject } from "./download-project";
import { useUpload } from "./use-upload";

const FileTree = dynamic(async () => (await import("./file-tree")).FileTree, { ssr: false });

export function FilesRegion() {
  const { workbench } = useStrings();
  const [tree, setTree] = useState<TreeHandle>();
  const upload = useUpload();
  return (
    <Region id="files" label={workbench.regions.files}>
      <RegionHeader title={workbench.regions.files}>
        <FileButtons tree={tree} onUpload={(files) => void upload(files, "")} />
      </RegionHeader>
      <FileTree onReady={setTree} />
    </Region>
  );
}

interface FileButtonsProps {
  readonly tree: TreeHandle | undefined;
  readonly onUpload: (files: readonly File[]) => void;
}

function FileButtons({ tree, onUpload }: FileButtonsProps) {
  const { workspace, project, attempt } = useStudio();
  const { files } = useStrings();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon={FilePlus} label={files.newFile} onClick={() => tree?.create("file")} />
      <IconButton icon={FolderPlus} label={files.newFolder} onClick={() => tree?.create("folder")} />
      <IconButton icon={Import} label={files.import} onClick={() => input.current?.click()} />
      <IconButton
        icon={Download}
        label={files.downloadZip}
        onClick={() => void attempt(() => downloadProject(workspace, project.get().name))}
      />
      <IconButton icon={CopyMinus} label={files.collapse} onClick={() => tree?.collapse()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={files.upload}
        onChange={({ target }) => {
          onUpload([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </>
  );
}

"use client";

import { Import } from "lucide-react";
import { useRef, useState, type RefObject } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu, type MenuEntry } from "../ui/menu";
import { useRunCommand } from "../use-run-command";
import { useStore } from "../use-store";
import { RepositoryDialog } from "./repository-dialog";
import { incomingOf } from "./incoming-of";
import { useUpload } from "./use-upload";

/** Everything that brings files in. */
export function ImportMenu() {
  const { files, panels } = useStrings();
  const upload = useUpload();
  const runCommand = useRunCommand();
  const [isAsking, setIsAsking] = useState(false);
  const picked = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const sync = useSyncEntry();
  const groups = [
    [
      { label: panels.files.importFiles, onSelect: () => picked.current?.click() },
      { label: panels.files.importFolder, onSelect: () => folder.current?.click() },
      {
        label: panels.files.importGit,
        onSelect: () => {
          setIsAsking(true);
        },
      },
    ],
    [sync],
    [
      {
        label: panels.files.trash,
        onSelect: () => {
          runCommand("trash");
        },
      },
    ],
  ];
  const take = (input: HTMLInputElement) => {
    void upload([...(input.files ?? [])].map(incomingOf), "");
    input.value = "";
  };
  return (
    <>
      <Menu groups={groups}>
        <IconButton icon={Import} label={files.import} />
      </Menu>
      <HiddenInput ref={picked} label={files.upload} onTake={take} />
      <HiddenInput ref={folder} label={panels.files.importFolder} isFolder onTake={take} />
      {isAsking && (
        <RepositoryDialog
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </>
  );
}

interface HiddenInputProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly isFolder?: boolean;
  readonly onTake: (input: HTMLInputElement) => void;
}

function HiddenInput({ ref, label, isFolder = false, onTake }: HiddenInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(isFolder && { webkitdirectory: "" })}
      onChange={({ currentTarget }) => {
        onTake(currentTarget);
      }}
    />
  );
}

function useSyncEntry(): MenuEntry {
  const { panels } = useStrings();
  const { folderSync, attempt, notices } = useStudio();
  const connected = useStore(folderSync.connected);
  if (connected === undefined)
    return {
      label: panels.files.connectFolder,
      disabled: !folderSync.isPossible,
      onSelect: () =>
        void attempt(async () => {
          const name = await folderSync.connect();
          if (name !== undefined) notices.emit({ type: "success", text: panels.files.connectedNow(name) });
        }),
    };
  return {
    label: panels.files.disconnectFolder(connected),
    onSelect: () => {
      folderSync.disconnect();
      notices.emit({ type: "info", text: panels.files.disconnected(connected) });
    },
  };
}

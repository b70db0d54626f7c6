"use client";

import { Import } from "lucide-react";
import { useRef, useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { useStore } from "../use-store";
import { RepositoryDialog } from "./repository-dialog";
import { incomingOf } from "./incoming-of";
import { useUpload } from "./use-upload";

/** Everything that brings files in. */
export function ImportMenu() {
  const { files, panels } = useStrings();
  const { folderSync, attempt, notices } = useStudio();
  const upload = useUpload();
  const [isAsking, setIsAsking] = useState(false);
  const picked = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const connected = useStore(folderSync.connected);
  const connect = () =>
    void attempt(async () => {
      const name = await folderSync.connect();
      if (name !== undefined) notices.emit({ type: "success", text: panels.files.connectedNow(name) });
    });
  const disconnect = (name: string) => () => {
    folderSync.disconnect();
    notices.emit({ type: "info", text: panels.files.disconnected(name) });
  };
  const sync =
    connected === undefined
      ? { label: panels.files.connectFolder, disabled: !folderSync.isPossible, onSelect: connect }
      : { label: panels.files.disconnectFolder(connected), onSelect: disconnect(connected) };
  const take = (input: HTMLInputElement) => {
    void upload([...(input.files ?? [])].map(incomingOf), "");
    input.value = "";
  };
  return (
    <>
      <Menu
        groups={[
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
        ]}
      >
        <IconButton icon={Import} label={files.import} />
      </Menu>
      <input
        ref={picked}
        type="file"
        multiple
        hidden
        aria-label={files.upload}
        onChange={({ currentTarget }) => {
          take(currentTarget);
        }}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        aria-label={panels.files.importFolder}
        onChange={({ currentTarget }) => {
          take(currentTarget);
        }}
      />
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

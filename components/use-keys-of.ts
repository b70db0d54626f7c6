"use client";

import { showKeys } from "@/lib/studio";
import { useStudio } from "./studio-context";
import { useMac } from "./use-media";
import { useStore } from "./use-store";

/** How a command's shortcut is written here. */
export function useKeysOf(): (id: string) => string | undefined {
  const { commands } = useStudio();
  const list = useStore(commands.list);
  const mac = useMac();
  return (id) => {
    const keys = list.find((command) => command.id === id)?.keys?.[0];
    return keys === undefined ? undefined : showKeys(keys, mac);
  };
}

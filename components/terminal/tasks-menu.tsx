"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { codeOf } from "@/lib/base";
import { manifestPath, readManifest, type ManifestReading } from "@/lib/studio";
import { useStrings } from "../app-context";
import { faultText } from "../fault-text";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu, type MenuEntry, type MenuGroups } from "../ui/menu";
import { useOpenManifest } from "../use-open-manifest";

/** The scripts of package.json, one press away, or why there are none. */
export function TasksMenu({ icon }: { readonly icon: LucideIcon }) {
  const { terminal } = useStrings();
  return (
    <Menu groups={useTasks()}>
      <IconButton icon={icon} label={terminal.tasks} />
    </Menu>
  );
}

function useTasks(): MenuGroups {
  const { terminals } = useStudio();
  const { terminal, panels } = useStrings();
  const reading = useManifest();
  const openManifest = useOpenManifest();
  if (reading.type === "broken") {
    const { fault } = reading;
    const open = () => {
      openManifest(fault);
    };
    const { manifest } = panels;
    return [[{ label: manifest.open, detail: `${manifest.broken}. ${faultText(fault, manifest)}`, onSelect: open }]];
  }
  const names = Object.keys(reading.manifest.scripts);
  const none: MenuEntry = { label: terminal.noTasks, disabled: true, onSelect: () => undefined };
  if (names.length === 0) return [[none]];
  const entryOf = (name: string): MenuEntry => ({
    label: name,
    onSelect() {
      // The menu gives the focus back first.
      requestAnimationFrame(() => {
        terminals.open({ name, program: { command: "npm", args: ["run", name] }, focus: true });
      });
    },
  });
  return [names.map(entryOf)];
}

function useManifest(): ManifestReading {
  const { workspace } = useStudio();
  const [reading, setReading] = useState(() => readManifest(undefined));
  useEffect(() => {
    const read = async () => {
      setReading(readManifest(await workspace.readText(manifestPath)));
    };
    const readOrNone = () =>
      void read().catch((error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
        setReading(readManifest(undefined));
      });
    readOrNone();
    const following = workspace.onChange((changes) => {
      if (changes.some(({ path }) => path === manifestPath)) readOrNone();
    });
    return () => {
      following.dispose();
    };
  }, [workspace]);
  return reading;
}

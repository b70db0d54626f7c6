"use client";

import type { LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { codeOf } from "@/lib/base";
import { readScripts } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { IconButton } from "../ui/icon-button";
import { Menu, type MenuEntry } from "../ui/menu";

/** The scripts of package.json, one press away. */
export function TasksMenu({ icon }: { readonly icon: LucideIcon }) {
  const { terminals } = useStudio();
  const { terminal } = useStrings();
  const names = useScriptNames();
  const entries = names.map((name): MenuEntry => ({
    label: name,
    onSelect() {
      terminals.open({ name, program: { command: "npm", args: ["run", name] } });
    },
  }));
  const none: MenuEntry = { label: terminal.noTasks, disabled: true, onSelect: () => undefined };
  return (
    <Menu groups={[entries.length > 0 ? entries : [none]]}>
      <IconButton icon={icon} label={terminal.tasks} />
    </Menu>
  );
}

const manifest = "package.json";

function useScriptNames(): readonly string[] {
  const { workspace } = useStudio();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const read = async () => {
      setNames(Object.keys(readScripts(await workspace.readText(manifest))));
    };
    const readOrNone = () =>
      void read().catch((error: unknown) => {
        if (codeOf(error) !== "ENOENT") throw error;
        setNames([]);
      });
    readOrNone();
    const following = workspace.onChange((changes) => {
      if (changes.some(({ path }) => path === manifest)) readOrNone();
    });
    return () => {
      following.dispose();
    };
  }, [workspace]);
  return names;
}

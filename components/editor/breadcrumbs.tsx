"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, type MouseEvent } from "react";
import { basename } from "@/lib/base";
import type { Studio } from "@/lib/studio";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import type { MenuGroups } from "../ui/menu";
import type { OutlineItem } from "./monaco/symbol-path";
import { useSymbolPath } from "./use-symbol-path";

const AnchoredMenu = dynamic(async () => (await import("../ui/anchored-menu")).AnchoredMenu, { ssr: false });

interface BreadcrumbsProps {
  readonly path: string;
  /** Whether the cursor is in this file. */
  readonly hasCursor: boolean;
}

interface Crumb {
  readonly key: string;
  readonly name: string;
  /** What stands beside it, to go there. */
  readonly others: () => Promise<MenuGroups>;
}

/** Where the shown text is: its folders, its file, and the declarations round the cursor. Each leads to what is beside it. */
export function Breadcrumbs({ path, hasCursor }: BreadcrumbsProps) {
  const studio = useStudio();
  const { editor } = useStrings();
  const [opened, setOpened] = useState<{ readonly anchor: HTMLElement; readonly groups: MenuGroups }>();
  const symbols = useSymbolPath(path, hasCursor);
  const crumbs: readonly Crumb[] = [
    ...fileCrumbs(studio, path),
    ...symbols.map(({ item, siblings }) => ({
      key: `${item.line}:${item.name}`,
      name: item.name,
      others: async () => symbolEntries(studio, path, siblings),
    })),
  ];
  const open = ({ currentTarget }: MouseEvent<HTMLElement>, { others }: Crumb) =>
    void studio.attempt(async () => {
      setOpened({ anchor: currentTarget, groups: await others() });
    });
  return (
    <nav aria-label={editor.path} className="shrink-0 overflow-x-auto px-2 [scrollbar-width:none] max-md:hidden">
      <ol className="flex h-6 items-center text-small text-ink-muted">
        {crumbs.map((crumb, at) => (
          <li key={crumb.key} className="flex shrink-0 items-center">
            {at > 0 && <ChevronRight size={12} aria-hidden className="text-ink-faint" />}
            <button
              type="button"
              aria-haspopup="menu"
              onClick={(event) => {
                open(event, crumb);
              }}
              className="focus-inset max-w-48 truncate rounded-control px-1 transition-colors hover:bg-hover hover:text-ink"
            >
              {crumb.name}
            </button>
          </li>
        ))}
      </ol>
      {opened && (
        <AnchoredMenu
          {...opened}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
    </nav>
  );
}

const mostEntries = 200;

function fileCrumbs({ workspace, editors }: Studio, path: string): readonly Crumb[] {
  const names = path.split("/");
  return names.map((name, at) => {
    const isFile = at === names.length - 1;
    const folder = names.slice(0, isFile ? at : at + 1).join("/");
    return {
      key: names.slice(0, at + 1).join("/"),
      name,
      async others() {
        const entries = (await workspace.list(folder)).filter(({ type }) => type !== "directory");
        const open = (entry: string) => () => {
          editors.openAt({ path: entry }, { preview: true });
        };
        return [
          entries.slice(0, mostEntries).map((entry) => ({ label: basename(entry.path), onSelect: open(entry.path) })),
        ];
      },
    };
  });
}

/** A name that stands for several things, as overloads do, leads to the first of them. */
function symbolEntries({ editors }: Studio, path: string, siblings: readonly OutlineItem[]): MenuGroups {
  const byName = new Map(siblings.toReversed().map((item) => [item.name, item]));
  const first = siblings.filter((item) => byName.get(item.name) === item).slice(0, mostEntries);
  return [
    first.map(({ name, line, column }) => ({
      label: name,
      onSelect: () => {
        editors.openAt({ path, line, column, length: name.length });
      },
    })),
  ];
}

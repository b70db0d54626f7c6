"use client";

import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { useRef, type ReactElement, type ReactNode } from "react";
import { Kbd } from "./kbd";

export interface MenuEntry {
  readonly label: string;
  readonly keys?: string | undefined;
  /** More than its name says, below it. */
  readonly detail?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** Entries with a line between the groups. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

export const popupClass =
  "min-w-44 rounded-panel border border-line-strong bg-raised p-1 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

export interface MenuProps {
  readonly groups: MenuGroups;
  /** A button with a name of its own. */
  readonly children: ReactElement;
}

interface MenuPopupProps extends MenuProps {
  /** It was asked for before it was loaded. */
  readonly isWanted: boolean;
}

export function MenuPopup({ groups, isWanted, children }: MenuPopupProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { popup, heir, giveBack } = useHeir(() => button.current);
  return (
    <Base.Root
      defaultOpen={isWanted}
      onOpenChange={(isOpen) => {
        if (!isOpen) giveBack();
      }}
    >
      <Base.Trigger ref={button} render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50">
          <Base.Popup ref={popup} finalFocus={heir} className={popupClass}>
            <MenuItems groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  readonly groups: MenuGroups;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * Who has the focus as soon as a menu is left, so that keys go on where it was opened. Nobody loses it who has taken it
 * since, such as what an entry of the menu opened.
 */
export function useHeir(before: () => HTMLElement | null) {
  const popup = useRef<HTMLDivElement>(null);
  const heir = () => {
    const { activeElement, body } = document;
    return activeElement === body || popup.current?.contains(activeElement) === true ? before() : false;
  };
  const giveBack = () => {
    queueMicrotask(() => (heir() || null)?.focus({ preventScroll: true }));
  };
  return { popup, heir, giveBack };
}

export function ContextMenu({ groups, className, children }: ContextMenuProps) {
  const before = useRef<HTMLElement>(null);
  const { popup, heir, giveBack } = useHeir(() => before.current);
  const onOpenChange = (isOpen: boolean) => {
    const { activeElement } = document;
    if (isOpen) before.current = activeElement instanceof HTMLElement ? activeElement : null;
    else giveBack();
  };
  return (
    <BaseContext.Root onOpenChange={onOpenChange}>
      <BaseContext.Trigger className={className}>{children}</BaseContext.Trigger>
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-50">
          <BaseContext.Popup ref={popup} finalFocus={heir} className={popupClass}>
            <MenuItems groups={groups} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

export function MenuItems({ groups }: { readonly groups: MenuGroups }) {
  return groups.map((entries, at) => (
    <div key={entries[0]?.label ?? at}>
      {at > 0 && <Base.Separator className="my-1 h-px bg-line" />}
      {entries.map(({ label, keys, detail, danger, disabled, onSelect }) => (
        <Base.Item
          key={label}
          disabled={disabled ?? false}
          onClick={onSelect}
          className={`flex min-h-7 items-center gap-6 rounded-control px-2 text-ui outline-none select-none data-disabled:opacity-45 data-highlighted:bg-hover coarse:min-h-10 ${danger ? "text-bad" : ""}`}
        >
          <span className="flex-1">
            {label}
            {detail !== undefined && <span className="block max-w-80 pb-1 text-small text-ink-muted">{detail}</span>}
          </span>
          {keys && <Kbd>{keys}</Kbd>}
        </Base.Item>
      ))}
    </div>
  ));
}

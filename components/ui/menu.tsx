"use client";

import { cloneElement, lazy, Suspense, useState, type ReactElement } from "react";
import type { MenuProps } from "./menu-popup";

export type { MenuEntry, MenuGroups } from "./menu-popup";

const MenuPopup = lazy(async () => ({ default: (await import("./menu-popup")).MenuPopup }));

/** A button with a menu. What draws menus comes after the first load; a press before it has come opens it then. */
export function Menu({ groups, children }: MenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  const button = cloneElement(children as ReactElement<{ onClick?: () => void }>, {
    onClick: () => {
      setIsWanted(true);
    },
  });
  return (
    <Suspense fallback={button}>
      <MenuPopup groups={groups} isWanted={isWanted}>
        {children}
      </MenuPopup>
    </Suspense>
  );
}

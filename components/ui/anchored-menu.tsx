"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { MenuItems, popupClass, useHeir, type MenuGroups } from "./menu-popup";

interface AnchoredMenuProps {
  readonly groups: MenuGroups;
  /** The button that asked for it, which gets the focus back if nobody else has taken it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** One menu for many buttons: it is there only while it is open, so a row of buttons costs no more than buttons. */
export function AnchoredMenu({ groups, anchor, onClose }: AnchoredMenuProps) {
  const { popup, heir, giveBack } = useHeir(() => anchor);
  const close = () => {
    giveBack();
    onClose();
  };
  return (
    <Base.Root open onOpenChange={close}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align="start" className="z-50">
          <Base.Popup ref={popup} finalFocus={heir} className={`${popupClass} max-h-96 overflow-auto`}>
            <MenuItems groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useStrings } from "../app-context";
import { classNames } from "./class-names";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Dialog({ open, onOpenChange, title, description, children, className }: DialogProps) {
  const { common } = useStrings();
  const popup = useRef<HTMLDivElement>(null);
  // On a touch screen a field with the focus would bring up a keyboard over half of the dialog.
  const begin = (opened: string) =>
    opened === "touch" || (popup.current?.querySelector<HTMLElement>("[data-first-focus]") ?? true);
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={begin}
          className={classNames(
            "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col",
            "rounded-panel border border-line-strong bg-raised shadow-float transition-[opacity,transform]",
            "data-ending-style:opacity-0 data-starting-style:scale-[0.985] data-starting-style:opacity-0",
            className ?? "max-w-xl",
          )}
        >
          <header className="flex items-start gap-4 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-body font-semibold">{title}</Base.Title>
              {description && <Base.Description className="text-ink-muted">{description}</Base.Description>}
            </div>
            <Base.Close
              aria-label={common.close}
              className="-m-1 rounded-control p-1.5 text-ink-muted transition-colors hover:bg-hover hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

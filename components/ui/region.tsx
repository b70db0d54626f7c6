import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface RegionProps {
  /** The landmark's name. */
  readonly label: string;
  /** What F6 goes by. */
  readonly id: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A landmark of the workbench. It can be focused, so that F6 has somewhere to go. */
export function Region({ label, id, children, className }: RegionProps) {
  return (
    <section
      aria-label={label}
      data-region={id}
      tabIndex={-1}
      className={classNames("focus-inset flex min-h-0 min-w-0 flex-1 flex-col bg-surface", className)}
    >
      {children}
    </section>
  );
}

/** The line at the top of a region: its name and what can be done there. */
export function RegionHeader({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-3 coarse:h-11">
      <h2 className="min-w-0 flex-1 truncate text-small font-medium text-ink-muted">{title}</h2>
      {children}
    </div>
  );
}

import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string;
  /** The one thing to do here. */
  readonly action?: ReactNode;
}

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="flex h-full min-h-0 w-full flex-col items-center justify-center gap-2 overflow-auto p-6 text-center">
      {icon && <span className="text-ink-faint">{icon}</span>}
      <p className="font-medium text-ink">{title}</p>
      {text && <p className="max-w-[36ch] text-pretty text-ink-muted">{text}</p>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

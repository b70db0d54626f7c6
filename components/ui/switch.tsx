"use client";

import { Switch as Base } from "@base-ui/react/switch";

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, onChange }: SwitchProps) {
  return (
    <label className="flex min-h-9 items-center gap-4">
      <span className="flex-1">{label}</span>
      <Base.Root
        checked={checked}
        onCheckedChange={(next) => {
          onChange(next);
        }}
        className="flex h-5 w-8 shrink-0 items-center rounded-full border border-control bg-surface p-0.5 transition-colors data-checked:border-ink data-checked:bg-ink"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-control transition-transform data-checked:translate-x-3 data-checked:bg-surface" />
      </Base.Root>
    </label>
  );
}

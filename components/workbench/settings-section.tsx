import type { ReactNode } from "react";

export function SettingsSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="border-b border-line py-3 last:border-none">
      <h3 className="mb-1 text-small font-medium text-ink-faint">{title}</h3>
      {children}
    </section>
  );
}

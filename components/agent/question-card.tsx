import type { ReactNode } from "react";

interface QuestionCardProps {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly children: ReactNode;
}

/** Something that waits for the person. It is the one place with the accent, since nothing goes on without an answer. */
export function QuestionCard({ title, detail, children }: QuestionCardProps) {
  return (
    <section
      role="group"
      aria-label={title}
      className="animate-appear border-t-2 border-ember bg-raised px-3 py-3 text-ink"
    >
      <h3 className="font-medium">{title}</h3>
      {detail !== undefined && detail !== "" && <p className="mt-0.5 text-ink-muted">{detail}</p>}
      <div className="mt-2 flex flex-col gap-2">{children}</div>
    </section>
  );
}

/** The answers stay in sight while what is asked about is read, where there is the height for both. */
export function QuestionActions({ children }: { readonly children: ReactNode }) {
  return (
    <div className="-mx-3 -mb-3 flex flex-col gap-2 bg-raised px-3 py-3 [@media(min-height:700px)]:sticky [@media(min-height:700px)]:bottom-0">
      {children}
    </div>
  );
}

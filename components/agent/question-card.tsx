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

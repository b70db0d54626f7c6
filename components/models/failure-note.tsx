/** One sentence about what is wrong and one about what helps. */
export function FailureNote({ says, advice }: { readonly says: string; readonly advice?: string | undefined }) {
  return (
    <p role="alert" className="text-small text-pretty">
      <span className="font-medium text-bad">{says}</span>
      {advice && <span className="text-ink-muted"> {advice}</span>}
    </p>
  );
}

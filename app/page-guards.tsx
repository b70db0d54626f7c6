import { connectionScript, requirementScript } from "@/lib/studio";

/** Runs before anything else of the page: leads away a browser that can't run it, and narrows whom the page may talk to. */
export function PageGuards({ nonce }: { readonly nonce: string | undefined }) {
  const script = `${requirementScript()};${connectionScript()}`;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

import { connectionScript, requirementScript, shareGateScript } from "@/lib/studio";

/**
 * Runs before anything else of the page: leads away a browser that can't run it, narrows whom the page may talk to, and leads a
 * link with a project in it to where it is opened.
 */
export function PageGuards({ nonce }: { readonly nonce: string | undefined }) {
  const script = `${shareGateScript()};${requirementScript()};${connectionScript()}`;
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

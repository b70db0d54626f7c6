import { settingsKey } from "@/lib/studio";

const script = `try{document.documentElement.dataset.theme=JSON.parse(localStorage.getItem(${JSON.stringify(settingsKey)})).theme}catch{}`;

/** Runs before the first paint, so that a dark room never sees a white flash. */
export function ThemeScript({ nonce }: { readonly nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}

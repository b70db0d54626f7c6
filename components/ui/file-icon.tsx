import { Braces, File, FileCode, FileText, Hash, Image, Settings2, type LucideIcon } from "lucide-react";
import { basename, extname } from "@/lib/base";

const byEnd: Readonly<Record<string, LucideIcon>> = {
  ".ts": FileCode,
  ".tsx": FileCode,
  ".js": FileCode,
  ".jsx": FileCode,
  ".mjs": FileCode,
  ".cjs": FileCode,
  ".vue": FileCode,
  ".svelte": FileCode,
  ".py": FileCode,
  ".html": FileCode,
  ".json": Braces,
  ".css": Hash,
  ".scss": Hash,
  ".md": FileText,
  ".txt": FileText,
  ".png": Image,
  ".jpg": Image,
  ".jpeg": Image,
  ".gif": Image,
  ".webp": Image,
  ".svg": Image,
  ".ico": Image,
};

/** One quiet set: the shape tells the kind, the name says the rest. */
export function FileIcon({ path }: { readonly path: string }) {
  const Icon = byEnd[extname(path).toLowerCase()] ?? (basename(path).startsWith(".") ? Settings2 : File);
  return <Icon size={14} aria-hidden className="shrink-0 text-ink-faint" />;
}

"use client";

import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import { basename } from "@/lib/base";
import type { Content } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { sizeText } from "../ui/size-text";
import { useStore } from "../use-store";

interface ImageViewProps {
  readonly path: string;
  readonly content: Extract<Content, { type: "image" }>;
}

export function ImageView({ path, content }: ImageViewProps) {
  const { editor } = useStrings();
  const { language } = useStore(useApp().settings);
  const url = useBlobUrl(content);
  const [size, setSize] = useState<readonly [number, number]>();
  return (
    <figure className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 overflow-auto p-6">
      {url && (
        // A blob of the project; there is nothing for an image service to do.
        <img
          src={url}
          alt={editor.imageOf(basename(path))}
          onLoad={({ currentTarget }) => {
            setSize([currentTarget.naturalWidth, currentTarget.naturalHeight]);
          }}
          className="max-h-full max-w-full border border-line bg-[conic-gradient(var(--hover)_25%,var(--surface)_0_50%,var(--hover)_0_75%,var(--surface)_0)] bg-[length:16px_16px] object-contain"
        />
      )}
      {size && (
        <figcaption className="text-small text-ink-faint">
          {editor.imageSize(size[0], size[1], sizeText(content.bytes.length, language))}
        </figcaption>
      )}
    </figure>
  );
}

/** An address of the bytes for as long as they are shown. */
function useBlobUrl({ bytes, mime }: ImageViewProps["content"]): string | undefined {
  const url = useRef<string>(undefined);
  const subscribe = useCallback(
    (listener: () => void) => {
      const made = URL.createObjectURL(new Blob([bytes.slice()], { type: mime }));
      url.current = made;
      listener();
      return () => {
        URL.revokeObjectURL(made);
      };
    },
    [bytes, mime],
  );
  return useSyncExternalStore(
    subscribe,
    () => url.current,
    () => undefined,
  );
}

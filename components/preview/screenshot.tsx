"use client";

import { X } from "lucide-react";
import { showRegion } from "@/lib/studio";
import { useStrings } from "../app-context";
import { offer } from "../files/download-project";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import type { Picture } from "./use-screenshot";

/** The picture, and what can be done with it. */
export function Screenshot({ picture, onClose }: { readonly picture: Picture; readonly onClose: () => void }) {
  const { handoff, layout } = useStudio();
  const { common, panels } = useStrings();
  const toChat = () => {
    handoff.offer({ type: "image", name: "preview.png", mediaType: "image/png", data: base64(picture.bytes) });
    layout.set((now) => showRegion(now, "chat"));
    onClose();
  };
  return (
    <figure className="flex shrink-0 items-center gap-3 border-t border-line bg-ground p-2">
      <img
        src={picture.url}
        alt={panels.preview.shotOf}
        className="max-h-28 max-w-[45%] rounded-control border border-line object-contain"
      />
      <figcaption className="flex min-w-0 flex-1 flex-wrap items-center gap-2">
        <span role="status" className="text-small text-ink-muted">
          {panels.preview.shot}
        </span>
        <Button onClick={toChat}>{panels.preview.shotToChat}</Button>
        <Button
          onClick={() => {
            offer(new Blob([picture.bytes], { type: "image/png" }), "preview.png");
          }}
        >
          {panels.preview.shotSave}
        </Button>
      </figcaption>
      <IconButton icon={X} label={common.close} onClick={onClose} className="self-start" />
    </figure>
  );
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

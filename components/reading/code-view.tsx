"use client";

import { useEffect, useMemo, useRef } from "react";
import { extname } from "@/lib/base";
import type { SharedFile } from "@/lib/studio";
import { decodeText } from "@/lib/workspace";
import { EmptyState } from "../ui/empty-state";
import { classNames } from "../ui/class-names";
import { highlight, type Piece } from "./highlight";
import { pieceColours } from "./piece-colours";
import { useSharingStrings } from "./use-sharing-strings";

interface CodeViewProps {
  readonly file: SharedFile;
  /** The line to show, from 1. */
  readonly line?: number | undefined;
}

const images: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
};

/** A file to be read. Nothing of it is executed, fetched or turned into markup. */
export function CodeView({ file, line }: CodeViewProps) {
  const { page } = useSharingStrings();
  const mime = images[extname(file.path).toLowerCase()];
  if (mime) return <Picture file={file} mime={mime} />;
  const text = decodeText(file.content);
  if (text === undefined) return <EmptyState title={page.binary} />;
  return <Lines key={file.path} path={file.path} text={text} line={line} />;
}

/** More lines than anyone reads on a shared page would only make it slow. */
const mostLines = 5000;

function Lines({
  path,
  text,
  line,
}: {
  readonly path: string;
  readonly text: string;
  readonly line: number | undefined;
}) {
  const { page } = useSharingStrings();
  const lines = useMemo(() => highlight(path, text).slice(0, mostLines), [path, text]);
  const marked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (line !== undefined) marked.current?.scrollIntoView({ block: "center" });
  }, [line]);
  const digits = String(lines.length).length;
  return (
    <div
      role="region"
      aria-label={page.file(path)}
      tabIndex={0}
      className="focus-inset min-h-0 flex-1 overflow-auto bg-surface py-2 font-mono text-ui leading-5"
    >
      <div className="w-max min-w-full">
        {lines.map((pieces, at) => (
          <div
            key={at}
            ref={at + 1 === line ? marked : undefined}
            className={classNames("flex pr-4", at + 1 === line && "bg-hover")}
          >
            <span
              aria-hidden
              style={{ width: `${digits + 3}ch` }}
              className="shrink-0 pr-[1.5ch] text-right text-ink-faint select-none"
            >
              {at + 1}
            </span>
            <code className="whitespace-pre">
              {pieces.length === 0 ? " " : pieces.map((piece, index) => <PieceView key={index} piece={piece} />)}
            </code>
          </div>
        ))}
      </div>
    </div>
  );
}

function PieceView({ piece: { text, colour } }: { readonly piece: Piece }) {
  return colour === "plain" ? text : <span className={pieceColours[colour]}>{text}</span>;
}

function Picture({ file, mime }: { readonly file: SharedFile; readonly mime: string }) {
  const address = useMemo(
    () => URL.createObjectURL(new Blob([file.content as Uint8Array<ArrayBuffer>], { type: mime })),
    [file, mime],
  );
  useEffect(
    () => () => {
      URL.revokeObjectURL(address);
    },
    [address],
  );
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center overflow-auto bg-ground p-6">
      <img src={address} alt={file.path} className="max-h-full max-w-full" />
    </div>
  );
}

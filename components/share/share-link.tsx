"use client";

import dynamic from "next/dynamic";
import { Button } from "../ui/button";
import { fieldClass } from "../ui/text-field";
import { CopyButton } from "./copy-button";
import type { ShareDraft } from "./use-share-draft";
import { useSharingStrings } from "../reading/use-sharing-strings";
import { useSizeText } from "./use-size-text";

const QrCode = dynamic(async () => (await import("./qr-code")).QrCode, { ssr: false });

/** From here on a reader is warned, and from there on led to a short link: characters. */
const lengths = { qr: 1800, warn: 8 * 1024, short: 32 * 1024 } as const;

interface ShareLinkProps {
  readonly draft: ShareDraft;
  readonly onShorten: () => void;
}

/** The link that carries everything in itself, with its length as it grows. */
export function ShareLink({ draft, onShorten }: ShareLinkProps) {
  const { link: strings, short } = useSharingStrings();
  const sizeText = useSizeText();
  const link = draft.type === "ready" ? draft.link : "";
  const isLong = link.length > lengths.short;
  return (
    <div>
      <p className="text-ink-muted">{strings.inLink}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <input
          readOnly
          aria-label={strings.address}
          value={link.length > 4000 ? `${link.slice(0, 4000)}…` : link}
          className={`${fieldClass} flex-1 basis-60 font-mono text-small`}
          onFocus={({ target }) => {
            target.select();
          }}
        />
        <CopyButton
          look={isLong ? "secondary" : "primary"}
          size="medium"
          disabled={link === ""}
          text={link}
          label={strings.copy}
        />
      </div>
      {link !== "" && (
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
          <p className="min-w-0 flex-1 basis-60 text-small text-ink-muted">
            <span className={link.length > lengths.warn ? "text-warn" : ""}>{strings.size(sizeText(link.length))}</span>
            {" · "}
            {adviceOn(link.length, strings)}
          </p>
          {link.length > lengths.warn && (
            <Button look={isLong ? "primary" : "secondary"} onClick={onShorten}>
              {short.make}
            </Button>
          )}
        </div>
      )}
      {link !== "" && link.length <= lengths.qr && <QrCode text={link} label={strings.qr} />}
    </div>
  );
}

function adviceOn(length: number, strings: ReturnType<typeof useSharingStrings>["link"]): string {
  if (length > lengths.short) return strings.tooLong;
  if (length > lengths.warn) return strings.long;
  return length > lengths.qr ? strings.noQr : strings.fits;
}

"use client";

import { useRouter } from "next/navigation";
import type { PhishingSign } from "@/lib/studio";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useSharingStrings } from "../reading/use-sharing-strings";

interface PhishingNoticeProps {
  readonly signs: readonly PhishingSign[];
  readonly onReport: () => void;
  readonly onClose: () => void;
  readonly onGoOn: () => void;
}

/** Stands before a page that asks for what it has no business asking. */
export function PhishingNotice({ signs, onReport, onClose, onGoOn }: PhishingNoticeProps) {
  const { phishing } = useSharingStrings();
  const router = useRouter();
  const first = signs[0];
  if (!first) return null;
  return (
    <Dialog open onOpenChange={onClose} title={first.asks === "card" ? phishing.card : phishing.title}>
      <div className="min-h-0 overflow-auto px-5 py-4">
        <p className="text-body text-pretty">{phishing.text(first.brand)}</p>
        <h3 className="mt-4 text-small font-medium text-ink-muted">{phishing.seen}</h3>
        <ul className="mt-1 list-disc pl-5">
          {signs.map(({ path, asks, brand }) => (
            <li key={path}>
              <span className="font-mono text-small">{path}</span>: {phishing.field[asks]}, {brand}
            </li>
          ))}
        </ul>
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
        <Button size="medium" look="ghost" onClick={onGoOn}>
          {phishing.goOn}
        </Button>
        <Button size="medium" onClick={onReport}>
          {phishing.report}
        </Button>
        <Button
          size="medium"
          look="primary"
          onClick={() => {
            router.push("/");
          }}
        >
          {phishing.leave}
        </Button>
      </footer>
    </Dialog>
  );
}

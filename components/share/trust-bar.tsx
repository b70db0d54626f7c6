"use client";

import { Flag, ShieldOff } from "lucide-react";
import { useState } from "react";
import { loadSharing, type Provenance } from "@/lib/studio";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { useStore } from "../use-store";
import { ReportDialog } from "./report-dialog";
import { useProvenance } from "./use-provenance";
import { useSharingStrings } from "../reading/use-sharing-strings";

/** Above a project of someone else's, for as long as it isn't trusted: whose it is, and what that means. */
export function TrustBar() {
  const { project, setTrusted, notices, attempt } = useStudio();
  const { page, trust, report } = useSharingStrings();
  const [asked, setAsked] = useState<"trust" | "report">();
  const record = useStore(project);
  const provenance = useProvenance(loadSharing, record.origin);
  const close = () => {
    setAsked(undefined);
  };
  const grant = async () => {
    setAsked(undefined);
    await setTrusted(true);
    notices.emit({
      type: "success",
      text: trust.trusted,
      action: { label: trust.restrict, run: () => setTrusted(false) },
    });
  };
  return (
    <div
      role="region"
      aria-label={trust.title}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-raised px-3 py-1.5"
    >
      <ShieldOff size={14} aria-hidden className="shrink-0 text-warn" />
      <p className="min-w-0 flex-1 basis-64 text-small text-ink-muted">
        <span className="font-medium text-warn">{trust.bar(authorOf(provenance) ?? page.someone)}</span> {trust.what}
      </p>
      {provenance && (
        <IconButton
          icon={Flag}
          label={report.title}
          onClick={() => {
            setAsked("report");
          }}
        />
      )}
      <Button
        onClick={() => {
          setAsked("trust");
        }}
      >
        {trust.trust}
      </Button>
      {asked === "trust" && <TrustQuestion onTrust={() => void attempt(grant)} onClose={close} />}
      {asked === "report" && provenance && <ReportDialog source={provenance.source} onClose={close} />}
    </div>
  );
}

function authorOf(provenance: Provenance | undefined): string | undefined {
  if (provenance?.author !== undefined) return provenance.author;
  return provenance?.source.type === "repository" ? provenance.source.name : undefined;
}

interface TrustQuestionProps {
  readonly onTrust: () => void;
  readonly onClose: () => void;
}

function TrustQuestion({ onTrust, onClose }: TrustQuestionProps) {
  const { trust } = useSharingStrings();
  return (
    <Dialog open onOpenChange={onClose} title={trust.title} description={trust.text}>
      <ul className="list-disc space-y-1 px-5 py-4 pl-9">
        {trust.gains.map((gain) => (
          <li key={gain}>{gain}</li>
        ))}
      </ul>
      <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button size="medium" look="primary" onClick={onClose}>
          {trust.keep}
        </Button>
        <Button size="medium" onClick={onTrust}>
          {trust.trust}
        </Button>
      </footer>
    </Dialog>
  );
}

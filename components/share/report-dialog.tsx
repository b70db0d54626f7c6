"use client";

import { useState } from "react";
import { messageOf } from "@/lib/base";
import { loadSharing, type Provenance, type ShareReport } from "@/lib/studio";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { fieldClass } from "../ui/text-field";
import { CopyButton } from "./copy-button";
import { useSharingStrings } from "../reading/use-sharing-strings";

interface ReportDialogProps {
  readonly source: Provenance["source"];
  /** Of the files as they came, where those are at hand. */
  readonly fingerprint?: string | undefined;
  readonly onClose: () => void;
}

/** What the server keeps can be reported to whoever runs it; of what came in its link there is only what it is. */
export function ReportDialog({ source, fingerprint, onClose }: ReportDialogProps) {
  const { report } = useSharingStrings();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={report.title}
      {...(source.type === "short" && { description: report.text })}
    >
      {source.type === "short" ? (
        <ReportForm id={source.id} onClose={onClose} />
      ) : (
        <Elsewhere source={source} fingerprint={fingerprint} />
      )}
    </Dialog>
  );
}

function Elsewhere({ source, fingerprint }: Omit<ReportDialogProps, "onClose">) {
  const { report } = useSharingStrings();
  return (
    <div className="min-h-0 overflow-auto px-5 py-4">
      <p className="text-pretty">{source.type === "repository" ? report.inRepository(source.name) : report.inLink}</p>
      {fingerprint !== undefined && <Fingerprint text={fingerprint} />}
    </div>
  );
}

function Fingerprint({ text }: { readonly text: string }) {
  const { report } = useSharingStrings();
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <p className="basis-full text-small text-ink-muted">{report.fingerprint}</p>
      <code className="min-w-0 flex-1 basis-60 rounded-control border border-line bg-ground p-2 font-mono text-small break-all">
        {text}
      </code>
      <CopyButton size="medium" text={text} label={report.copy} />
    </div>
  );
}

type Reason = ShareReport["reason"];
const reasons: readonly Reason[] = ["phishing", "malware", "abuse", "copyright", "other"];

function ReportForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { report } = useSharingStrings();
  const [reason, setReason] = useState<Reason>("phishing");
  const [text, setText] = useState("");
  const [said, setSaid] = useState<{ readonly ok: boolean; readonly text: string }>();
  const send = async () => {
    try {
      await (await loadSharing()).reportShort(id, { reason, ...(text.trim() !== "" && { text: text.trim() }) });
      setSaid({ ok: true, text: report.sent });
    } catch (error) {
      setSaid({ ok: false, text: report.failed(messageOf(error)) });
    }
  };
  return (
    <form
      className="flex min-h-0 flex-col gap-3 overflow-auto px-5 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Reasons reason={reason} onChoose={setReason} />
      <label className="flex flex-col gap-1 text-small font-medium text-ink-muted">
        {report.details}
        <textarea
          value={text}
          rows={3}
          maxLength={2000}
          className={`${fieldClass} h-auto py-1.5`}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </label>
      {said && (
        <p role={said.ok ? "status" : "alert"} className={said.ok ? "text-good" : "text-bad"}>
          {said.text}
        </p>
      )}
      <div className="flex justify-end gap-2">
        {said?.ok ? (
          <Button size="medium" onClick={onClose}>
            OK
          </Button>
        ) : (
          <Button size="medium" look="primary" type="submit">
            {report.send}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ReasonsProps {
  readonly reason: Reason;
  readonly onChoose: (reason: Reason) => void;
}

function Reasons({ reason, onChoose }: ReasonsProps) {
  const { report } = useSharingStrings();
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-ink-muted">{report.reason}</legend>
      {reasons.map((known) => (
        <label key={known} className="flex min-h-7 items-center gap-2 coarse:min-h-10">
          <input
            type="radio"
            name="reason"
            checked={reason === known}
            className="accent-(--ink)"
            onChange={() => {
              onChoose(known);
            }}
          />
          {report.reasons[known]}
        </label>
      ))}
    </fieldset>
  );
}

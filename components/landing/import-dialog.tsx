"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { failureStrings, projectForRepository, readRepositoryUrl, sayFailure } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useStore } from "../use-store";
import { incomingOf } from "../files/incoming-of";

/** Asks which zip, folder or repository a project is to be made of. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { panels } = useStrings();
  const [problem, setProblem] = useState<string>();
  return (
    <Dialog open onOpenChange={onClose} title={panels.landing.importTitle} description={panels.landing.importText}>
      <div className="flex min-h-0 flex-col gap-5 overflow-auto px-5 py-4">
        <FromFiles onProblem={setProblem} />
        <FromRepository onProblem={setProblem} />
        {problem !== undefined && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

interface SourceProps {
  readonly onProblem: (problem: string | undefined) => void;
}

function FromFiles({ onProblem }: SourceProps) {
  const { shelf, settings } = useApp();
  const { panels } = useStrings();
  const failures = useStore(failureStrings(settings));
  const router = useRouter();
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = async (files: readonly File[]) => {
    const [first] = files;
    if (!first) return;
    onProblem(undefined);
    const name = (first.webkitRelativePath.split("/")[0] || first.name).replace(/\.zip$/iu, "");
    try {
      const { id } = await shelf.importFiles(name, files.map(incomingOf).map(withoutTop));
      router.push(`/p/${id}`);
    } catch (error) {
      onProblem(sayFailure(error, failures));
    }
  };
  const takeFrom = (input: HTMLInputElement) => {
    void take([...(input.files ?? [])]);
    input.value = "";
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="medium" onClick={() => zip.current?.click()}>
        {panels.landing.importZip}
      </Button>
      <Button size="medium" onClick={() => folder.current?.click()}>
        {panels.landing.importFolder}
      </Button>
      <input
        ref={zip}
        type="file"
        hidden
        accept=".zip,application/zip"
        aria-label={panels.landing.importZip}
        onChange={({ currentTarget }) => {
          takeFrom(currentTarget);
        }}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        aria-label={panels.landing.importFolder}
        onChange={({ currentTarget }) => {
          takeFrom(currentTarget);
        }}
      />
    </div>
  );
}

/** The folder that was chosen is the project itself. */
const withoutTop = <T extends { readonly path: string }>(file: T): T => ({
  ...file,
  path: file.path.includes("/") ? file.path.slice(file.path.indexOf("/") + 1) : file.path,
});

function FromRepository({ onProblem }: SourceProps) {
  const { shelf } = useApp();
  const { panels } = useStrings();
  const router = useRouter();
  const [text, setText] = useState("");
  const open = async () => {
    const place = readRepositoryUrl(text);
    onProblem(place ? undefined : panels.files.gitBadUrl);
    if (!place) return;
    router.push(`/p/${await projectForRepository(shelf, place, text)}`);
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <TextField
        id="import-repository"
        label={panels.landing.importGit}
        placeholder={panels.files.gitUrlHint}
        value={text}
        inputMode="url"
        data-first-focus
        onChange={({ target }) => {
          setText(target.value);
          onProblem(undefined);
        }}
      />
      <Button size="medium" type="submit" disabled={text.trim() === ""} className="self-start">
        {panels.landing.openRepository}
      </Button>
    </form>
  );
}

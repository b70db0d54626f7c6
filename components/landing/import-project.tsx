"use client";

import { Import } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";

const ImportDialog = dynamic(async () => (await import("./import-dialog")).ImportDialog, { ssr: false });

/** Makes a project of a zip, of a folder, or of a repository. */
export function ImportProject() {
  const { panels } = useStrings();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="large"
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Import size={18} aria-hidden />
        {panels.landing.import}
      </Button>
      {isOpen && (
        <ImportDialog
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

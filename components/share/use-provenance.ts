"use client";

import { useEffect, useState } from "react";
import type { Provenance, Sharing } from "@/lib/studio";

/** What a project's record says of where it came from. */
export function useProvenance(load: () => Promise<Sharing>, origin: string | undefined): Provenance | undefined {
  const [provenance, setProvenance] = useState<Provenance>();
  useEffect(() => {
    let gone = false;
    void load().then(({ readProvenance }) => {
      if (!gone) setProvenance(readProvenance(origin ?? ""));
    });
    return () => {
      gone = true;
    };
  }, [load, origin]);
  return provenance;
}

"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ForkPoint, SharedWork, Sharing } from "@/lib/studio";
import { useApp } from "../app-context";

/** Makes a copy among the own projects and goes there. It is still someone else's work, so it opens restricted. */
export function useFork(work: SharedWork, sharing: Sharing) {
  const { shelf } = useApp();
  const router = useRouter();
  const [forking, setForking] = useState(false);
  const fork = async (from?: ForkPoint) => {
    setForking(true);
    try {
      const { id } = await sharing.forkShared(shelf, work, from);
      const { source } = work.provenance;
      if (source.type === "short") void sharing.countFork(source.id).catch(() => undefined);
      router.push(`/p/${id}`);
    } finally {
      setForking(false);
    }
  };
  return { fork, forking };
}

"use client";

import { useCallback, useEffect, useState } from "react";
import { outsideChecks, ownChecks, runCheck, type Check, type CheckId, type Finding } from "@/lib/studio";

export type Findings = ReadonlyMap<CheckId, Finding>;

/** Runs what stays in this browser and on our server at once, one after the other, and the rest when it is asked for. */
export function useChecks(sandboxOrigin: string | undefined) {
  const [own, setOwn] = useState(() => ownChecks(sandboxOrigin));
  const [findings, setFindings] = useState<Findings>(new Map());
  const [isRunning, setRunning] = useState(true);
  const tell = useCallback(async (check: Check) => {
    const finding = await runCheck(check);
    setFindings((now) => new Map(now).set(check.id, finding));
  }, []);
  useEffect(() => {
    let isGone = false;
    const runAll = async () => {
      for (const check of own) {
        if (isGone) return;
        await tell(check);
      }
      setRunning(false);
    };
    void runAll();
    return () => {
      isGone = true;
    };
  }, [own, tell]);
  return {
    own,
    findings,
    isRunning,
    again: () => {
      setFindings(new Map());
      setRunning(true);
      setOwn(ownChecks(sandboxOrigin));
    },
    askOutside: () => {
      for (const check of outsideChecks) void tell(check);
    },
  };
}

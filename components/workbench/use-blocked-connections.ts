"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { isConfigured } from "@/lib/studio";
import { useStrings } from "../app-context";

/** Says when the page's policy stopped a connection: one that was configured since the page was loaded works after the next load. */
export function useBlockedConnections() {
  const { connections } = useStrings();
  useEffect(() => {
    const told = new Set<string>();
    const tell = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
      if (effectiveDirective !== "connect-src" || !URL.canParse(blockedURI)) return;
      const { origin } = new URL(blockedURI);
      if (told.has(origin)) return;
      told.add(origin);
      if (!isConfigured(origin)) {
        toast.error(connections.stopped(origin));
        return;
      }
      const action = { label: connections.reload, onClick: () => location.reload() };
      toast(connections.afterReload(origin), { duration: Infinity, action });
    };
    document.addEventListener("securitypolicyviolation", tell);
    return () => {
      document.removeEventListener("securitypolicyviolation", tell);
    };
  }, [connections]);
}

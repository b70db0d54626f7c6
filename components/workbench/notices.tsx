"use client";

import { useEffect, useEffectEvent } from "react";
import { toast, Toaster } from "sonner";
import { failureStrings, type Notice } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { useStore } from "../use-store";
import { useBlockedConnections } from "./use-blocked-connections";

/** Notices of the studio as toasts, read out by screen readers. */
export function Notices() {
  const { notices, attempt } = useStudio();
  const { settings } = useApp();
  const { theme } = useStore(settings);
  const { workbench } = useStrings();
  const failures = useStore(failureStrings(settings));
  useBlockedConnections();
  const tell = useEffectEvent(({ type, text, action }: Notice) => {
    const show = type === "failure" ? toast.error : type === "success" ? toast.success : toast;
    show(typeof text === "string" ? text : text(failures), {
      duration: type === "failure" ? 10_000 : 6000,
      ...(action && { action: { label: action.label, onClick: () => void attempt(async () => action.run()) } }),
    });
  });
  useEffect(() => {
    const listening = notices.on((notice) => {
      tell(notice);
    });
    return () => {
      listening.dispose();
    };
  }, [notices]);
  return (
    <Toaster
      theme={theme}
      position="bottom-right"
      offset={36}
      containerAriaLabel={workbench.notices}
      toastOptions={{
        style: {
          background: "var(--raised)",
          borderColor: "var(--line-strong)",
          color: "var(--ink)",
          borderRadius: 8,
          fontFamily: "var(--font-sans)",
          boxShadow: "0 1px 2px var(--shadow), 0 12px 32px -8px var(--shadow)",
        },
        actionButtonStyle: { background: "var(--ink)", color: "var(--surface)" },
      }}
    />
  );
}

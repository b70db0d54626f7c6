"use client";

import { useEffect, useState } from "react";
import { keepApp, type AppUpdates } from "@/lib/studio";
import { useStrings } from "./app-context";
import { Button } from "./ui/button";
import { useStore } from "./use-store";

/** Keeps the app for offline use, and says when a newer build or no network is there. */
export function AppCare() {
  const [updates, setUpdates] = useState<AppUpdates>();
  useEffect(() => {
    keepApp(navigator.serviceWorker, () => {
      location.reload();
    }).then(setUpdates, () => undefined);
  }, []);
  const isOnline = useIsOnline();
  return (
    <div className="fixed inset-x-4 bottom-9 z-40 mx-auto flex w-fit max-w-full flex-col gap-2">
      <output className="contents">
        {!isOnline && <Offline />}
        {updates && <Update updates={updates} />}
      </output>
    </div>
  );
}

const cardClass = "flex items-center gap-3 rounded-panel border border-line-strong bg-raised p-3 text-ink shadow-float";

function Update({ updates }: { readonly updates: AppUpdates }) {
  const { app } = useStrings().panels;
  if (!useStore(updates.isReady)) return null;
  return (
    <div className={cardClass}>
      <p>{app.update}</p>
      <Button onClick={updates.take}>{app.updateNow}</Button>
    </div>
  );
}

function Offline() {
  const { panels, common } = useStrings();
  const [isSeen, setSeen] = useState(false);
  if (isSeen) return null;
  return (
    <div className={cardClass}>
      <p>{panels.app.offline}</p>
      <Button
        look="ghost"
        onClick={() => {
          setSeen(true);
        }}
      >
        {common.close}
      </Button>
    </div>
  );
}

function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const look = () => {
      setOnline(navigator.onLine);
    };
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}

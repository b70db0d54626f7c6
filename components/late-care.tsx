"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const AppCare = dynamic(async () => (await import("./app-care")).AppCare, { ssr: false });

/** Keeping the app is worth nothing to someone who still waits for it. */
const afterLoad = 4000;

export function LateCare() {
  const [isTime, setTime] = useState(false);
  useEffect(() => {
    const isOurs = process.env.NODE_ENV === "production" && window.top === window && "serviceWorker" in navigator;
    const timer = isOurs ? setTimeout(setTime, afterLoad, true) : undefined;
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isTime && <AppCare />;
}

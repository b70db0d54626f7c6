import type { Metadata } from "next";
import { SharedPage } from "@/components/share/shared-page";
import { readOrigins } from "@/lib/server";

export const metadata: Metadata = { title: "Shared project", robots: { index: false } };

export default function SharePage() {
  const origins = readOrigins(process.env);
  return <SharedPage source={{ type: "link" }} sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

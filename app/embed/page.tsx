import type { Metadata } from "next";
import { EmbedPage } from "@/components/embed/embed-page";
import { readOrigins } from "@/lib/server";

export const metadata: Metadata = { title: "Embedded project", robots: { index: false } };

export default function EmbeddedPage() {
  const origins = readOrigins(process.env);
  return <EmbedPage source={{ type: "link" }} sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

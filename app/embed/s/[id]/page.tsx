import type { Metadata } from "next";
import { EmbedPage } from "@/components/embed/embed-page";
import { readOrigins } from "@/lib/server";

export const metadata: Metadata = { title: "Embedded project", robots: { index: false } };

export default async function EmbeddedShortPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const origins = readOrigins(process.env);
  return <EmbedPage source={{ type: "short", id }} sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

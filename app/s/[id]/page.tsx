import type { Metadata } from "next";
import { SharedPage } from "@/components/share/shared-page";
import { readOrigins } from "@/lib/server";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

/** Tells pages that unfold links where to ask for the frame. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const origins = readOrigins(process.env);
  const url = origins.ok ? `${origins.value.app}/s/${encodeURIComponent(id)}` : "";
  const types = { "application/json+oembed": `/api/oembed?url=${encodeURIComponent(url)}&format=json` };
  return { title: "Shared project", robots: { index: false }, alternates: { types } };
}

export default async function ShortLinkPage({ params }: Props) {
  const { id } = await params;
  const origins = readOrigins(process.env);
  return <SharedPage source={{ type: "short", id }} sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

import type { Metadata } from "next";
import { CheckPage } from "@/components/check/check-page";
import { readOrigins } from "@/lib/server";

export const metadata: Metadata = { title: "Does tabsmith work here?", robots: { index: false } };

export default function Check() {
  const origins = readOrigins(process.env);
  return <CheckPage sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

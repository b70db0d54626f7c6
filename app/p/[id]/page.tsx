import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Workbench } from "@/components/workbench/workbench";
import { readOrigins } from "@/lib/server";
import { isProjectId } from "@/lib/studio";

export const metadata: Metadata = { title: "Project" };

export default async function ProjectPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  if (!isProjectId(id)) notFound();
  const origins = readOrigins(process.env);
  return <Workbench id={id} sandboxOrigin={origins.ok ? origins.value.sandbox : undefined} />;
}

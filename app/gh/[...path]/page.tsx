import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RepositoryPage } from "@/components/gh/repository-page";
import { readRepositoryUrl } from "@/lib/studio";

export const metadata: Metadata = { title: "Open a repository", robots: { index: false } };

interface Props {
  readonly params: Promise<{ readonly path: readonly string[] }>;
}

/** A repository of GitHub's under the path that it has there, such as `/gh/owner/name/tree/main/examples`. */
export default async function GitHubPage({ params }: Props) {
  const { path } = await params;
  const address = `https://github.com/${path.join("/")}`;
  if (readRepositoryUrl(address) === undefined) notFound();
  return <RepositoryPage address={address} />;
}

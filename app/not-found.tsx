import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { Wordmark } from "@/components/ui/wordmark";

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-4 p-6">
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-[-0.02em]">There is nothing at this address.</h1>
      <p className="text-body text-ink-muted">The link may be cut short, or what it led to was deleted.</p>
      <Link href="/" className={buttonClass("secondary", "medium")}>
        To your projects
      </Link>
    </main>
  );
}

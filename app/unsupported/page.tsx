import type { Metadata } from "next";
import Link from "next/link";
import { readMissing, requirements } from "@/lib/studio";

export const metadata: Metadata = { title: "This browser can't run tabsmith" };

interface Props {
  readonly searchParams: Promise<{ readonly missing?: string | string[] }>;
}

/** Plain words without a script, since whoever comes here may have no use for one. */
export default async function UnsupportedPage({ searchParams }: Props) {
  const { missing } = await searchParams;
  const names = readMissing(typeof missing === "string" ? missing : missing?.join(","));
  return (
    <main className="mx-auto max-w-xl px-6 py-24">
      <h1 className="text-2xl font-semibold">This browser can’t run tabsmith as it is</h1>
      {names.length === 0 ? (
        <p className="mt-4">
          Nothing is known to be missing. If you were led here, please try a current Chrome or Edge.
        </p>
      ) : (
        <ul className="mt-6 space-y-6">
          {names.map((name) => (
            <li key={name}>
              <p>{requirements[name].lacks}</p>
              <p className="mt-1 font-medium">{requirements[name].mend}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-8">
        <Link className="underline" href="/" prefetch={false}>
          Try again
        </Link>
        {" · "}
        <Link className="underline" href="/check" prefetch={false}>
          Test everything and make a report
        </Link>
      </p>
    </main>
  );
}

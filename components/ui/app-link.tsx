"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";

/** A link inside the app without Next's prefetching, which weighs more than a page with a few links gains. */
export function AppLink({ href, children, ...rest }: ComponentProps<"a"> & { readonly href: string }) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        router.push(href);
      }}
    >
      {children}
    </a>
  );
}

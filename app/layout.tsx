import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProvider } from "@/components/app-context";
import { LateCare } from "@/components/late-care";
import { ThemeScript } from "@/components/ui/theme-script";
import { PageGuards } from "./page-guards";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "tabsmith", template: "%s · tabsmith" },
  description: "A coding agent and an IDE that live in one browser tab.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f3f5f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0e13" },
  ],
};

/** Rendered per request, since the nonce of the content policy is new each time. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme="system" suppressHydrationWarning>
      <head>
        <PageGuards nonce={nonce} />
        <ThemeScript nonce={nonce} />
      </head>
      <body>
        <AppProvider>
          {children}
          <LateCare />
        </AppProvider>
      </body>
    </html>
  );
}

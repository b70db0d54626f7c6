"use client";

import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { createInstallOffer, createSettings, createShelf, createStrings } from "@/lib/studio";
import type { Language, Strings, Theme } from "@/lib/studio";
import { useStore } from "./use-store";

function createAppStores() {
  const settings = createSettings();
  return { settings, shelf: createShelf(), strings: createStrings(settings), installOffer: createInstallOffer() };
}

/** What every page has, with a project or without. */
export type AppStores = ReturnType<typeof createAppStores>;

const AppContext = createContext<AppStores | undefined>(undefined);

export function AppProvider({ children }: { readonly children: ReactNode }) {
  const [stores] = useState(createAppStores);
  return (
    <AppContext value={stores}>
      <DocumentSettings stores={stores} />
      {children}
    </AppContext>
  );
}

export function useApp(): AppStores {
  const stores = useContext(AppContext);
  if (!stores) throw new Error("useApp needs an AppProvider above it");
  return stores;
}

export function useStrings(): Strings {
  return useStore(useApp().strings);
}

/** Theme and language belong to the document, which React doesn't render after the first time. */
function DocumentSettings({ stores }: { readonly stores: AppStores }) {
  const { theme, language } = useStore(stores.settings);
  useEffect(() => {
    dressDocument(theme, language);
  }, [theme, language]);
  return null;
}

function dressDocument(theme: Theme, language: Language) {
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.lang = language;
}

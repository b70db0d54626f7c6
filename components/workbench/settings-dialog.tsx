"use client";

import { useState, type ReactNode } from "react";
import type { Language, Settings } from "@/lib/studio";
import { useApp, useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { Switch } from "../ui/switch";
import { fieldClass } from "../ui/text-field";
import { ThemeSwitch } from "../ui/theme-switch";
import { useStore } from "../use-store";
import { SettingsJson } from "./settings-json";
import { SettingsSection } from "./settings-section";
import { StorageSettings } from "./storage-settings";

const views = ["form", "json"] as const;
type View = (typeof views)[number];

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { settings: strings, tools } = useStrings();
  const [view, setView] = useState<View>("form");
  return (
    <Dialog open onOpenChange={onClose} title={strings.title} description={strings.description}>
      <div className="min-h-0 flex-1 overflow-auto px-5 pt-2 pb-5">
        <Segmented<View>
          label={tools.settings.view}
          value={view}
          options={views.map((value) => ({ value, label: tools.settings[value] }))}
          onChange={setView}
        />
        {view === "json" ? (
          <SettingsJson />
        ) : (
          <>
            <Appearance />
            <ModelsEntry />
            <EditorSettings />
            <StorageSettings />
          </>
        )}
      </div>
    </Dialog>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-4">
      <span className="flex-1">{label}</span>
      {children}
    </div>
  );
}

function useSettings() {
  const { settings } = useApp();
  const change = (part: Partial<Settings>) => {
    settings.set((now) => ({ ...now, ...part }));
  };
  return [useStore(settings), change] as const;
}

function Appearance() {
  const { settings: strings, theme } = useStrings();
  const [settings, change] = useSettings();
  return (
    <SettingsSection title={strings.appearance}>
      <Row label={theme.label}>
        <ThemeSwitch />
      </Row>
      <Row label={strings.language}>
        <Segmented<Language>
          label={strings.language}
          value={settings.language}
          options={(["en", "de"] as const).map((value) => ({ value, label: strings.languages[value] }))}
          onChange={(language) => {
            change({ language });
          }}
        />
      </Row>
    </SettingsSection>
  );
}

/** Models have settings of their own, which take the place of these. */
function ModelsEntry() {
  const studio = useStudio();
  const { models, commands } = useStrings();
  return (
    <SettingsSection title={models.title}>
      <Row label={models.lead}>
        <Button
          onClick={() => {
            void studio.attempt(() => studio.commands.run("models"));
          }}
        >
          {commands.openModels}
        </Button>
      </Row>
    </SettingsSection>
  );
}

const switches = ["wordWrap", "minimap", "stickyScroll", "bracketColours", "breadcrumbs", "formatOnSave"] as const;

function EditorSettings() {
  const { settings: strings } = useStrings();
  const [settings, change] = useSettings();
  return (
    <SettingsSection title={strings.editor}>
      <NumberRow
        label={strings.fontSize}
        value={settings.fontSize}
        least={8}
        most={32}
        onChange={(fontSize) => {
          change({ fontSize });
        }}
      />
      <NumberRow
        label={strings.tabSize}
        value={settings.tabSize}
        least={1}
        most={8}
        onChange={(tabSize) => {
          change({ tabSize });
        }}
      />
      <Row label={strings.keymap}>
        <Segmented<"standard" | "vim">
          label={strings.keymap}
          value={settings.keymap}
          options={(["standard", "vim"] as const).map((value) => ({ value, label: strings.keymaps[value] }))}
          onChange={(keymap) => {
            change({ keymap });
          }}
        />
      </Row>
      {switches.map((name) => (
        <Switch
          key={name}
          label={strings[name]}
          checked={settings[name]}
          onChange={(checked) => {
            change({ [name]: checked });
          }}
        />
      ))}
    </SettingsSection>
  );
}

interface NumberRowProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function NumberRow({ label, value, least, most, onChange }: NumberRowProps) {
  return (
    <label className="flex min-h-9 items-center gap-4">
      <span className="flex-1">{label}</span>
      <span className="w-20">
        <input
          type="number"
          min={least}
          max={most}
          defaultValue={value}
          onChange={({ target }) => {
            if (target.validity.valid && target.value !== "") onChange(target.valueAsNumber);
          }}
          className={fieldClass}
        />
      </span>
    </label>
  );
}

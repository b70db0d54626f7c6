"use client";

import { MonitorSmartphone, Smartphone } from "lucide-react";
import { useStrings } from "../app-context";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { zooms, type PreviewView } from "./preview-view";

const sizes = ["fit", "phone", "tablet", "desktop"] as const;

interface SizeMenuProps {
  readonly view: PreviewView;
  readonly onChange: (part: Partial<PreviewView>) => void;
}

const marked = (label: string, isChosen: boolean): string => (isChosen ? `${label} ✓` : label);

export function SizeMenu({ view, onChange }: SizeMenuProps) {
  const { preview, panels } = useStrings();
  return (
    <Menu
      groups={[
        sizes.map((size) => ({
          label: marked(preview.sizes[size], size === view.size),
          onSelect: () => {
            onChange({ size });
          },
        })),
        [
          {
            label: preview.rotate,
            disabled: view.size === "fit",
            onSelect: () => {
              onChange({ isRotated: !view.isRotated });
            },
          },
        ],
        zooms.map((zoom) => ({
          label: marked(panels.preview.zoom(zoom), zoom === view.zoom),
          onSelect: () => {
            onChange({ zoom });
          },
        })),
      ]}
    >
      <IconButton icon={view.size === "phone" ? Smartphone : MonitorSmartphone} label={preview.size} />
    </Menu>
  );
}

"use client";

import { useState } from "react";
import { templates, type Template } from "@/lib/workspace";
import { useStrings } from "../app-context";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Dialog } from "../ui/dialog";
import { TemplateMark } from "../ui/template-mark";
import { TextField } from "../ui/text-field";
import { matchesTemplate } from "./matches-template";

interface NewProjectDialogProps {
  readonly onClose: () => void;
  readonly onCreate: (name: string, template: string) => void;
}

export function NewProjectDialog({ onClose, onCreate }: NewProjectDialogProps) {
  const strings = useStrings();
  const [name, setName] = useState("");
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState<Template["id"]>("node");
  const offered = templates.filter(({ id }) => matchesTemplate(id, strings.templates[id], wanted));
  const template = offered.find(({ id }) => id === chosen) ?? offered[0];
  return (
    <Dialog open onOpenChange={onClose} title={strings.newProject.title} description={strings.newProject.description}>
      <form
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          if (template) onCreate(name.trim() || strings.templates[template.id].title, template.id);
        }}
      >
        <div className="grid gap-4 px-5 pt-4 sm:grid-cols-2">
          <TextField
            id="project-name"
            label={strings.newProject.name}
            value={name}
            placeholder={template && strings.templates[template.id].title}
            onChange={(event) => {
              setName(event.target.value);
            }}
          />
          <TextField
            id="template-search"
            type="search"
            data-first-focus
            label={strings.newProject.search}
            value={wanted}
            onChange={(event) => {
              setWanted(event.target.value);
            }}
          />
        </div>
        <TemplateChoice offered={offered} chosen={template?.id} onChoose={setChosen} />
        <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button size="medium" look="ghost" onClick={onClose}>
            {strings.common.cancel}
          </Button>
          <Button size="medium" look="primary" type="submit" disabled={!template}>
            {strings.common.create}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

interface TemplateChoiceProps {
  readonly offered: readonly Template[];
  readonly chosen: Template["id"] | undefined;
  readonly onChoose: (id: Template["id"]) => void;
}

function TemplateChoice({ offered, chosen, onChoose }: TemplateChoiceProps) {
  const strings = useStrings();
  return (
    <fieldset className="min-h-0 flex-1 overflow-auto px-5 py-4">
      <legend className="sr-only">{strings.newProject.templates}</legend>
      {offered.length === 0 && <p className="py-6 text-center text-ink-muted">{strings.newProject.none}</p>}
      <div className="grid gap-1 sm:grid-cols-2">
        {offered.map(({ id, mark }) => (
          <label
            key={id}
            className={classNames(
              "flex items-start gap-3 rounded-panel border p-2 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus",
              id === chosen ? "border-ink bg-hover" : "border-transparent hover:bg-hover",
            )}
          >
            <input
              type="radio"
              name="template"
              className="sr-only"
              checked={id === chosen}
              onChange={() => {
                onChoose(id);
              }}
            />
            <TemplateMark mark={mark} />
            <span className="min-w-0">
              <span className="block font-medium">{strings.templates[id].title}</span>
              <span className="block text-small text-ink-muted">{strings.templates[id].summary}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
